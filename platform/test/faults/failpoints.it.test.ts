// kill -9 at every failpoint there is: each acknowledged write is on its topic afterwards, and each
// effect is there once.
import { connectGrpc } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock } from '@pk-auto/kernel/clock'
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { until } from '@pk-auto/testing/until'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../invariants/check-all.ts'
import type { Visitor } from '../../visitor.ts'
import { processPlatform, newNumber, type ProcessPlatform } from '../../processes/processes.ts'
import { diesAt, relayAll, sources, unsent, untilDead } from './dying.ts'
import { askForCode, sell } from './scenario.ts'

const LISTINGS = 'catalogue.listing.v1'
/** Which test below kills at which failpoint. */
const KILLED_HERE = {
  relay: ['outbox.before_send', 'outbox.after_send'],
  consumer: ['consume.after_handle'],
  signIn: ['otp.after_commit', 'send.after_intent', 'send.after_provider'],
  upload: ['media.upload_checked'],
  decoder: ['media.job_taken', 'media.files_stored'],
  sweep: ['media.objects_removed'],
} as const

const stack = new AsyncDisposableStack()
let fixture: ProcessPlatform
let seller: Visitor
afterAll(() => stack.disposeAsync())

beforeAll(async () => {
  fixture = stack.use(await processPlatform(inject('servers')))
  await Promise.all([
    fixture.start('notify'),
    fixture.start('identity', { ROLES: 'api,jobs' }),
    fixture.start('catalogue', { ROLES: 'api,jobs' }),
    fixture.start('media-iq', { ROLES: 'api' }),
    fixture.startGateway(),
  ])
  seller = await fixture.visitor()
})

const keysOn = async (topic: string) => (await fixture.topic(topic)).map(({ key }) => key)

test('every failpoint in the code is killed at, here or by a test of its own service', async () => {
  const inCode = (await sources(/^[^/]+\/src\/.*(?<!\.test)\.ts$/)).flatMap((text) =>
    [...text.matchAll(/\bfailpoint\('([^']+)'\)/g)].map(([, name]) => name ?? ''),
  )
  expect(inCode).toContain('outbox.after_send')
  const elsewhere = (await sources(/^[^/]+\/test\/.*crash.*\.it\.test\.ts$/)).join()
  const here: readonly string[] = Object.values(KILLED_HERE).flat()
  expect(inCode.filter((name) => !here.includes(name) && !elsewhere.includes(`'${name}'`))).toEqual(
    [],
  )
})

test.for(KILLED_HERE.relay)(
  'a relay killed at %s loses no event, and a repeated one has no second effect',
  async (failpoint) => {
    await relayAll(fixture, 'catalogue')
    await using search = await fixture.spawnReplica('search', { ROLES: 'consume' })
    const sold = [await sell(seller), await sell(seller), await sell(seller)].map(({ id }) => id)
    expect(await unsent(fixture, 'catalogue')).toEqual(sold)
    await diesAt(fixture, failpoint, 'catalogue', 'relay')

    const wasSent = failpoint === 'outbox.after_send'
    expect((await keysOn(LISTINGS)).filter((key) => sold.includes(key)).toSorted()).toEqual(
      wasSent ? sold.toSorted() : [],
    )
    expect(await unsent(fixture, 'catalogue')).toEqual(sold)

    await relayAll(fixture, 'catalogue')
    const records = (await fixture.topic(LISTINGS)).filter(({ key }) => sold.includes(key))
    expect(records).toHaveLength(wasSent ? 6 : 3)
    const committed = await fixture.rows<{ id: string }>(
      'catalogue',
      'select id from outbox where key = any($1)',
      [sold],
    )
    expect(new Set(records.map(({ headers }) => headers['ce_id']))).toEqual(
      new Set(committed.map(({ id }) => id)),
    )

    await until(
      'search has read everything',
      async () => (await fixture.lag('search', LISTINGS)) === 0n,
      { timeoutMs: 40_000 },
    )
    const docs = await fixture.rows(
      'search',
      'select doc_version::int, listing_version from search_doc where id = any($1)',
      [sold],
    )
    expect(docs).toEqual(sold.map(() => ({ doc_version: 1, listing_version: 2 })))
    expect(await search.stop()).toEqual({ code: 0, signal: null })
  },
)

test('a consumer killed between commit and offset reads again, and nothing changes', async () => {
  const consumers = ['search', 'media-iq'] as const
  const caughtUp = () =>
    until(
      'both have read everything',
      async () =>
        (await Promise.all(consumers.map((name) => fixture.lag(name, LISTINGS)))).every(
          (lag) => lag === 0n,
        ),
      {
        timeoutMs: 40_000,
      },
    )
  const start = () =>
    Promise.all(consumers.map((name) => fixture.spawnReplica(name, { ROLES: 'consume' })))
  const first = await start()
  await caughtUp()
  await Promise.all(first.map((consumer) => consumer.stop()))

  const { id } = await sell(seller)
  const deaths = Promise.all(
    consumers.map((name) => diesAt(fixture, KILLED_HERE.consumer[0], name, 'consume')),
  )
  await relayAll(fixture, 'catalogue')
  await deaths
  const effects = async () => [
    await fixture.rows(
      'search',
      'select doc_version::int, listing_version, live from search_doc where id = $1',
      [id],
    ),
    await fixture.rows('media-iq', 'select version from listing_photos where listing_id = $1', [
      id,
    ]),
  ]
  const before = await effects()
  expect(before).toEqual([[{ doc_version: 1, listing_version: 2, live: true }], [{ version: 2 }]])
  expect(await Promise.all(consumers.map((name) => fixture.lag(name, LISTINGS)))).toEqual([1n, 1n])

  const again = await start()
  await caughtUp()
  expect(await effects()).toEqual(before)
  await Promise.all(again.map((consumer) => consumer.stop()))
})

const ask = (phone: string) => askForCode(fixture.gatewayUrl, phone)
const sentTo = async (...phones: string[]) =>
  (
    await fixture.rows('notify', 'select 1 from sandbox_message where recipient = any($1)', [
      phones,
    ])
  ).length

test.for(KILLED_HERE.signIn)(
  'a code whose sending was killed at %s is never sent twice, and the next one comes',
  async (failpoint) => {
    const service = failpoint === 'otp.after_commit' ? 'identity' : 'notify'
    const dying = await fixture.start(service, { FAILPOINT: `${failpoint}:kill` })
    const phones = await untilDead(dying, async () => {
      const phone = newNumber()
      expect(await ask(phone)).toBeGreaterThanOrEqual(500)
      return phone
    })
    const handedOver = failpoint === 'send.after_provider' ? 1 : 0
    expect(await sentTo(...phones)).toBe(handedOver)
    await fixture.start(service)
    await until('others sign in', async () => (await ask(newNumber())) === 202)

    for (const phone of phones) expect(await ask(phone)).toBe(202)
    expect(await sentTo(...phones)).toBe(handedOver + phones.length)
  },
)

test.for(['send.after_intent', 'send.after_provider'])(
  'a send that was killed at %s is unknown to whoever asks again with its key',
  async (failpoint) => {
    const credentials = serviceCredentials({
      service: 'identity',
      secret: fixture.env('notify')['SERVICE_SECRET'] ?? '',
      clock: systemClock,
    })
    await using notify = connectGrpc(NotifyDefinition, {
      address: fixture.env('identity')['NOTIFY_GRPC_URL'] ?? '',
      service: 'identity',
      credentials,
    })
    const to = newNumber()
    const template = { $case: 'otp', value: { code: '000000', minutes: 5 } } as const
    const call = { idempotency: { key: newId() } }
    const send = () => notify.sendNow({ to, channel: 'sms', lang: 'en', template }, call)
    const outcome = () =>
      send().then(
        () => 'sent',
        ({ code }: DomainError) => code,
      )
    const dying = await fixture.start('notify', { FAILPOINT: `${failpoint}:kill` })
    const outcomes = await untilDead(dying, outcome)
    expect(outcomes).not.toContain('sent')
    await fixture.start('notify')
    await until('notify is found again', async () => (await outcome()) === 'SEND_UNDER_WAY')
    expect(await sentTo(to)).toBe(failpoint === 'send.after_provider' ? 1 : 0)
  },
)

const picture = () =>
  sharp({
    create: { width: 400, height: 300, channels: 3, background: { r: pictures++, g: 90, b: 90 } },
  })
    .jpeg()
    .toBuffer()
let pictures = 0
const newestMedia = async () =>
  (
    await fixture.rows<{ id: string; state: string }>(
      'media-iq',
      'select id, state from media order by signed_at desc limit 1',
    )
  )[0]
const eventCount = async (id: string) =>
  (await fixture.rows('media-iq', 'select 1 from outbox where key = $1', [id])).length
/** The lease of whoever died is over. */
const leaseEnds = () =>
  fixture.rows('media-iq', `update media_job set due_at = now() - interval '1 s'`)

test.for(KILLED_HERE.upload)(
  'an upload whose completion was killed at %s is completed by asking again',
  async (failpoint) => {
    const dying = await fixture.start('media-iq', { ROLES: 'api', FAILPOINT: `${failpoint}:kill` })
    await untilDead(dying, async () =>
      expect(seller.upload(await picture())).rejects.toThrow(/answered 5/),
    )
    await fixture.start('media-iq', { ROLES: 'api' })
    const media = await newestMedia()
    expect(media).toMatchObject({ state: 'signed' })
    const complete = async () =>
      (await seller.call('POST', `/api/v1/media/${media?.id}/complete`)).status === 200
    await until('it is completed', complete)
    expect(await complete()).toBe(true)
    expect(
      await fixture.rows('media-iq', 'select attempts from media_job where media_id = $1', [
        media?.id,
      ]),
    ).toEqual([{ attempts: 0 }])
    await fixture.rows('media-iq', 'delete from media_job')
  },
)

test.for(KILLED_HERE.decoder)(
  'a picture whose decoder was killed at %s becomes ready once, by another',
  async (failpoint) => {
    const id = await seller.upload(await picture())
    await diesAt(fixture, failpoint, 'media-iq', 'jobs')
    expect([await newestMedia(), await eventCount(id)]).toEqual([{ id, state: 'processing' }, 0])
    await leaseEnds()
    await using worker = await fixture.spawnReplica('media-iq', { ROLES: 'jobs' })
    await until('the picture is ready', async () => (await newestMedia())?.state === 'ready', {
      timeoutMs: 30_000,
    })
    expect([await eventCount(id), await fixture.rows('media-iq', 'select from media_job')]).toEqual(
      [1, []],
    )
    await worker.stop()
  },
)

test.for(KILLED_HERE.sweep)(
  'a sweep killed at %s leaves its list to the next',
  async (failpoint) => {
    const due = `now() - interval '1 s'`
    // What came of other pictures waits there, too, for its own time.
    const listed = () =>
      fixture.rows(
        'media-iq',
        `select from object_deletion where key = 'served/nothing/thumb.webp'`,
      )
    await fixture.rows(
      'media-iq',
      `insert into object_deletion values ('served/nothing/thumb.webp', ${due})`,
    )
    await diesAt(fixture, failpoint, 'media-iq', 'jobs')
    expect(await listed()).toHaveLength(1)
    await fixture.rows(
      'media-iq',
      `update object_deletion set due_at = ${due} where key = 'served/nothing/thumb.webp'`,
    )
    await using worker = await fixture.spawnReplica('media-iq', { ROLES: 'jobs' })
    await until('the list is empty', async () => (await listed()).length === 0, {
      timeoutMs: 30_000,
    })
    await worker.stop()
  },
)

test('after all of it every promise is kept', { timeout: 180_000 }, async () => {
  await Promise.all(fixture.probe.services.map((name) => fixture.start(name)))
  expect(await breachesAtRest(fixture.probe, fixture.history.operations)).toEqual([])
})
