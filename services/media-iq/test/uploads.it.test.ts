// An upload from its signing to its completion, on the real servers.
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { newId } from '@pk-auto/kernel/id'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import sharp from 'sharp'
import { mediaFixture, sha256Of } from './media-fixture.ts'
import { photo } from './pictures.ts'

const stack = new AsyncDisposableStack()
let fixture: Awaited<ReturnType<typeof mediaFixture>>
let media: Awaited<ReturnType<typeof fixture.start>>
beforeAll(async () => {
  fixture = stack.use(await mediaFixture())
  media = stack.use(await fixture.start())
})
afterAll(() => stack.disposeAsync())

test.for(['image/jpg', 'image/pjpeg', 'IMAGE/JPEG'])(
  'a JPEG announced as %s is taken, and what is none is refused all the same',
  async (contentType) => {
    const ali = fixture.person()
    const id = await media.send(ali, await photo(300, 200), contentType)
    const png = await media.send(
      ali,
      await sharp(await photo(60, 40))
        .png()
        .toBuffer(),
      contentType,
    )
    await media.complete(ali, id)
    await media.complete(ali, png)
    await media.settled()
    const found = await media.own(ali, id, png)
    expect(found.map(({ state, refusal }) => [state, refusal])).toEqual([
      [MediaState.MEDIA_STATE_READY, ''],
      [MediaState.MEDIA_STATE_REFUSED, 'MEDIA_TYPE_MISMATCH'],
    ])
  },
)

test('the store itself takes no other bytes than those announced', async () => {
  const ali = fixture.person()
  const announced = await photo(300, 200)
  for (const other of [
    Buffer.concat([announced, Buffer.from('x')]),
    Buffer.from(announced).fill(7, 500, 600),
    Buffer.alloc(0),
  ]) {
    const { mediaId, url, method, headers } = await media.sign(ali, media.announce(announced))
    expect((await fetch(url, { method, headers, body: new Uint8Array(other) })).ok).toBe(false)
    await expect(media.complete(ali, mediaId)).rejects.toMatchObject({
      kind: 'precondition',
      code: 'MEDIA_NOT_UPLOADED',
    })
  }
})

test('bytes that got past the store are refused for their size or their hash', async () => {
  const ali = fixture.person()
  const honest = await photo(300, 200)
  const forged = {
    longer: Buffer.concat([honest, honest]),
    other: Buffer.from(honest).fill(7, 500, 600),
    empty: Buffer.alloc(0),
  }
  const refusals: Record<string, string> = {}
  for (const [what, bytes] of Object.entries(forged)) {
    const { mediaId } = await media.sign(ali, media.announce(honest))
    await fixture.objects.put(`originals/${mediaId}`, bytes, {
      contentType: 'image/jpeg',
      cacheControl: 'no-store',
    })
    refusals[what] = (await media.complete(ali, mediaId)).refusal
  }
  expect(refusals).toEqual({
    longer: 'MEDIA_SIZE_MISMATCH',
    other: 'MEDIA_SHA256_MISMATCH',
    empty: 'MEDIA_SIZE_MISMATCH',
  })
})

test('an upload that was cut can be sent and completed again', async () => {
  const ali = fixture.person()
  const bytes = await photo(300, 200)
  const { mediaId, url, method, headers } = await media.sign(ali, media.announce(bytes))
  await expect(media.complete(ali, mediaId)).rejects.toMatchObject({ code: 'MEDIA_NOT_UPLOADED' })
  await fetch(url, { method, headers, body: new Uint8Array(bytes) })
  expect((await media.complete(ali, mediaId)).state).toBe(MediaState.MEDIA_STATE_PROCESSING)
})

test('ten completions at once make one job, one event and one answer', async () => {
  const ali = fixture.person()
  const id = await media.send(ali, await photo(500, 300))
  const { testDb: database } = fixture
  const answers = await atOnce(10, () => media.complete(ali, id), { database, table: 'media' })
  const states = answers.map((answer) =>
    answer.status === 'fulfilled' ? answer.value.state : answer.reason,
  )
  const fine = [MediaState.MEDIA_STATE_PROCESSING, MediaState.MEDIA_STATE_READY]
  expect(states.filter((state) => !fine.includes(state))).toEqual([])
  await media.settled()
  expect((await media.complete(ali, id)).state).toBe(MediaState.MEDIA_STATE_READY)
  const { rows } = await fixture.rows.query(
    'select count(*)::int as events from outbox where key = $1',
    [id],
  )
  expect(rows).toEqual([{ events: 1 }])
})

test('the same key signs the same media again, with a fresh address stored nowhere', async () => {
  const ali = fixture.person()
  const asked = media.announce(await photo(300, 200))
  const key = newId()
  const first = await media.sign(ali, asked, key)
  const again = await media.sign(ali, asked, key)
  expect(again.mediaId).toBe(first.mediaId)
  const { rows } = await fixture.rows.query(
    'select id, version, length(reply)::int as bytes from idempotency where key = $1',
    [key],
  )
  expect(rows).toEqual([{ id: first.mediaId, version: 1, bytes: 0 }])
  await expect(media.sign(ali, { ...asked, bytes: 5n }, key)).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('HEIC, SVG, oversize and unknown purposes are refused before a byte is sent', async () => {
  const ali = fixture.person()
  const asked = { contentType: 'image/jpeg', bytes: 1_000n, sha256: sha256Of(Buffer.from('x')) }
  await expect(media.sign(ali, { ...asked, contentType: 'image/heic' })).rejects.toMatchObject({
    kind: 'invalid',
    code: 'MEDIA_TYPE_UNSUPPORTED',
  })
  await expect(media.sign(ali, { ...asked, contentType: 'image/svg+xml' })).rejects.toMatchObject({
    code: 'MEDIA_TYPE_UNSUPPORTED',
  })
  await expect(
    media.sign(ali, { ...asked, bytes: 15n * 1024n * 1024n + 1n }),
  ).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' })
  await expect(media.sign(ali, { ...asked, purpose: 'passport' })).rejects.toMatchObject({
    code: 'MEDIA_PURPOSE_UNKNOWN',
    fields: [{ path: 'purpose' }],
  })
})

test('fifty parallel uploads of one person stop at the cap', async () => {
  // Fewer than wait at the barrier: whoever counts without a lock finds room there, every time.
  await using capped = await fixture.start({
    upload: { ...fixture.config.upload, maxOpen: 2 },
    roles: new Set(['api'] as const),
  })
  const greedy = fixture.person()
  const asked = capped.announce(Buffer.from('a picture'))
  const { testDb: database } = fixture
  const tries = await atOnce(50, () => capped.sign(greedy, asked), { database, table: 'media' })
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { kind: 'too_many', code: 'MEDIA_TOO_MANY_OPEN' },
  })
})

test("another person's media looks like none", async () => {
  const [ali, eve] = [fixture.person(), fixture.person()]
  const id = await media.send(ali, await photo(300, 200))
  await expect(media.complete(eve, id)).rejects.toMatchObject({
    kind: 'not_found',
    code: 'MEDIA_NOT_FOUND',
  })
  await expect(media.complete(eve, newId())).rejects.toMatchObject({
    kind: 'not_found',
    code: 'MEDIA_NOT_FOUND',
  })
  expect(await media.own(eve, id, newId(), 'no id')).toEqual([])
  expect(await media.own(ali, id)).toHaveLength(1)
})

test('everything published is republished on demand, at its version', async () => {
  await media.settled()
  const { rows } = await fixture.rows.query(
    "select count(*)::int as n from media where state in ('ready', 'refused', 'removed')",
  )
  const before = await fixture.rows.query('select count(*)::int as n from outbox')
  expect(await media.admin.republishMedia({ ids: [], after: '' })).toEqual({
    republished: rows[0].n,
    next: '',
  })
  const after = await fixture.rows.query('select count(*)::int as n from outbox')
  expect(after.rows[0].n - before.rows[0].n).toBe(rows[0].n)
})
