// A worker is killed at every gap between two commits; another finishes its work, and one event is
// published.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { manualClock } from '@pk-auto/kernel/clock'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { armFailpoints } from '@pk-auto/lifecycle/failpoint'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { mediaFixture } from './media-fixture.ts'
import { photo } from './pictures.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Runs the worker role in a process of its own until its failpoint kills it. */
async function workerDiesAt(
  failpoint: string,
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  const worker = spawn(process.execPath, [MAIN], {
    env: { ...env, ROLES: 'jobs', FAILPOINT: `${failpoint}:kill`, LOG_LEVEL: 'fatal' },
    stdio: 'ignore',
  })
  const [, signal] = await once(worker, 'exit')
  return signal
}

test.for(['media.job_taken', 'media.files_stored'])(
  'a worker killed at %s is followed by another once its lease is over',
  async (failpoint) => {
    await using fixture = await mediaFixture()
    await using api = await fixture.start({ roles: new Set(['api', 'relay'] as const) })
    const ali = fixture.person()
    const id = await api.send(ali, await photo(600, 400))
    await api.complete(ali, id)
    expect(await workerDiesAt(failpoint, fixture.env)).toBe('SIGKILL')
    expect(await api.own(ali, id)).toMatchObject([{ state: MediaState.MEDIA_STATE_PROCESSING }])

    const clock = manualClock(new Date())
    await using next = await fixture.start({
      clock,
      roles: new Set(['jobs'] as const),
      jobs: { ...fixture.config.jobs, pollMs: 50 },
    })
    await next.settled()
    // The lease still runs.
    expect(await api.own(ali, id)).toMatchObject([{ state: MediaState.MEDIA_STATE_PROCESSING }])
    clock.advance(fixture.config.jobs.leaseMs + 1_000)
    await next.settled()
    expect(await api.own(ali, id)).toMatchObject([
      { state: MediaState.MEDIA_STATE_READY, width: 600 },
    ])
    expect((await api.fetchFile(id, 'full.webp')).status).toBe(200)
    const { rows } = await fixture.rows.query(
      `select (select count(*) from outbox where key = $1)::int as events,
         (select count(*) from media_job)::int as jobs`,
      [id],
    )
    expect(rows).toEqual([{ events: 1, jobs: 0 }])
  },
)

test('a worker killed after it removed objects leaves a list that another works off', async () => {
  await using fixture = await mediaFixture()
  const key = 'served/some/thumb.webp'
  await fixture.objects.put(key, Buffer.from('x'), {
    contentType: 'image/webp',
    cacheControl: 'no-store',
  })
  await fixture.rows.query("insert into object_deletion values ($1, now() - interval '1 minute')", [
    key,
  ])
  expect(await workerDiesAt('media.objects_removed', fixture.env)).toBe('SIGKILL')
  const listed = async () =>
    (await fixture.rows.query('select count(*)::int as n from object_deletion')).rows[0].n
  expect([await fixture.objects.stat(key), await listed()]).toEqual([undefined, 1])
  await using _next = await fixture.start({
    clock: manualClock(new Date(Date.now() + 120_000)),
    roles: new Set(['jobs'] as const),
  })
  await until('the list is empty', async () => (await listed()) === 0)
})

test('a completion that dies after its checks is asked again and succeeds', async () => {
  await using fixture = await mediaFixture()
  await using api = await fixture.start({ roles: new Set(['api'] as const) })
  const ali = fixture.person()
  const id = await api.send(ali, await photo(300, 200))
  {
    using _armed = armFailpoints('media.upload_checked:error=1')
    await expect(api.complete(ali, id)).rejects.toMatchObject({ kind: 'internal' })
  }
  expect((await api.complete(ali, id)).state).toBe(MediaState.MEDIA_STATE_PROCESSING)
})

test('a picture that kills every decoder is refused after its fifth try', async () => {
  const clock = manualClock(new Date())
  await using fixture = await mediaFixture({ clock })
  const decoder = { ...fixture.config.decoder, maxRssBytes: 1 }
  await using media = await fixture.start({ decoder, jobs: { ...fixture.config.jobs, pollMs: 50 } })
  const ali = fixture.person()
  const id = await media.send(ali, await photo(2_000, 2_000))
  await media.complete(ali, id)
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await media.settled()
    clock.advance(fixture.config.jobs.maxRetryMs)
  }
  expect(await media.own(ali, id)).toMatchObject([
    { state: MediaState.MEDIA_STATE_REFUSED, refusal: 'MEDIA_UNREADABLE' },
  ])
})

test('a store that refuses us costs no photo: it waits until the store is mended', async () => {
  const clock = manualClock(new Date())
  await using fixture = await mediaFixture({ clock })
  await using api = await fixture.start({ roles: new Set(['api', 'relay'] as const) })
  const ali = fixture.person()
  const id = await api.send(ali, await photo(600, 400))
  await api.complete(ali, id)
  const { maxAttempts, maxRetryMs } = fixture.config.jobs
  const jobs = { ...fixture.config.jobs, pollMs: 50 }
  const roles = new Set(['jobs'] as const)
  {
    const s3 = { ...fixture.config.s3, secretKey: 'a key that was changed' }
    await using worker = await fixture.start({ roles, jobs, s3 })
    for (let attempt = 0; attempt <= maxAttempts; attempt += 1) {
      await worker.settled()
      clock.advance(maxRetryMs)
    }
  }
  expect(await api.own(ali, id)).toMatchObject([{ state: MediaState.MEDIA_STATE_PROCESSING }])
  await using mended = await fixture.start({ roles, jobs })
  await mended.settled()
  expect(await api.own(ali, id)).toMatchObject([{ state: MediaState.MEDIA_STATE_READY }])
})
