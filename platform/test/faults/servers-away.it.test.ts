// Kafka, Redis and Postgres are killed under running services, an index is wiped, and they come
// back: nothing acknowledged is lost, and nobody restarts anything.
import { newId } from '@pk-auto/kernel/id'
import {
  freezeServer,
  killServer,
  restartServer,
  thawServer,
  wipeElasticsearch,
  wipeRedis,
} from '@pk-auto/servers/faults'
import type { ServerName } from '@pk-auto/servers/server-urls'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../invariants/check-all.ts'
import type { Visitor } from '../../visitor.ts'
import {
  processPlatform,
  newAddress,
  newNumber,
  type ProcessPlatform,
} from '../../processes/processes.ts'
import { askForCode, createAd, foundIds, sell } from './scenario.ts'

/** Servers of our own: those of the other tests must live. */
const OWN: readonly ServerName[] = ['postgres', 'kafka', 'redis']
const offset = inject('offset') + 5_000
const HEALED = { timeoutMs: 60_000 }

const stack = new AsyncDisposableStack()
let fixture: ProcessPlatform
let seller: Visitor
let services: ServiceProcess[]
const ended: string[] = []

beforeAll(async () => {
  stack.defer(() => resetServers(offset, OWN))
  const { postgresUrl, kafkaBrokers, redisUrl } = await startServers({ offset, only: OWN })
  fixture = stack.use(
    await processPlatform({ ...inject('servers'), postgresUrl, kafkaBrokers, redisUrl }),
  )
  const names = ['notify', 'identity', 'media-iq', 'catalogue', 'search'] as const
  services = await Promise.all([
    ...names.map((name) => fixture.start(name)),
    fixture.startGateway(),
  ])
  for (const service of services) void service.exit.then(() => ended.push(service.name))
  seller = await fixture.visitor()
})
afterAll(() => stack.disposeAsync())

/** How many projections of these ads there are, by the version they show. */
const projected = async (ids: readonly string[]) =>
  await fixture.rows<{ doc_version: number; listing_version: number }>(
    'search',
    'select doc_version::int, listing_version from search_doc where id = any($1)',
    [ids],
  )
const shownOnce = (ids: readonly string[]) =>
  ids.map(() => ({ doc_version: 1, listing_version: 2 }))
const unsent = async () =>
  (await fixture.rows('catalogue', 'select from outbox where sent_at is null')).length

test('an empty market is an empty page, and a wiped index comes back by itself', async () => {
  await until(
    'there is an index',
    () => foundIds(fixture.gatewayUrl).then((ids) => expect(ids).toEqual([]) ?? true),
    HEALED,
  )
  const { id } = await sell(seller)
  const found = () =>
    until('the ad is found', async () => (await foundIds(fixture.gatewayUrl)).includes(id), HEALED)
  await found()
  await wipeElasticsearch(inject('offset'), `${fixture.env('search')['INDEX_PREFIX']}*`)
  await until(
    'nothing is found',
    () =>
      foundIds(fixture.gatewayUrl).then(
        (ids) => !ids.includes(id),
        () => true,
      ),
    HEALED,
  )
  await found()
  expect(ended).toEqual([])
})

test('while the broker is away people sign in and sell; later everything arrives', async () => {
  const before = await sell(seller)
  await until(
    'the ad is projected',
    async () => (await projected([before.id])).length === 1,
    HEALED,
  )
  await killServer('kafka', offset)

  const newcomer = await fixture.visitor()
  const ads = [before, await sell(newcomer), await sell(seller), await sell(newcomer)].map(
    ({ id }) => id,
  )
  expect(await unsent()).toBe(3)
  expect(await Promise.all(services.map((service) => service.ready()))).toEqual(
    services.map(() => true),
  )

  await restartServer('kafka', offset)
  const late = await sell(newcomer)
  await until(
    'everything is projected',
    async () => (await projected([...ads, late.id])).length === 5,
    HEALED,
  )
  await until('nothing is left to send', async () => (await unsent()) === 0, HEALED)
  await until(
    'media-iq has the event of each',
    async () => (await fixture.rows('media-iq', 'select from listing_photos')).length === 6,
    HEALED,
  )
  expect(await projected([...ads, late.id])).toEqual(shownOnce([...ads, late.id]))
  const committed = await fixture.rows<{ id: string }>(
    'catalogue',
    `select id from outbox where topic = 'catalogue.listing.v1'`,
  )
  expect(
    new Set((await fixture.topic('catalogue.listing.v1')).map(({ headers }) => headers['ce_id'])),
  ).toEqual(new Set(committed.map(({ id }) => id)))
  expect(ended).toEqual([])
})

test.runIf(inject('long'))(
  'a broker frozen for most of a minute stops no sale, and nothing is lost or doubled',
  { timeout: 240_000 },
  async () => {
    const failed = () =>
      services
        .flatMap((service) => service.logged())
        .filter(({ event, name }) => event === 'repeat.failed' && name === 'outbox.relay').length
    await freezeServer('kafka', offset)
    const ads = [await sell(seller), await sell(seller), await sell(await fixture.visitor())].map(
      ({ id }) => id,
    )
    const before = failed()
    // Each try waits five seconds for an answer.
    await until('the relays have tried eight times', () => failed() >= before + 8, {
      timeoutMs: 120_000,
    })
    await thawServer('kafka', offset)
    await until(
      'everything is projected',
      async () => (await projected(ads)).length === ads.length,
      HEALED,
    )
    expect(await projected(ads)).toEqual(shownOnce(ads))
    expect(ended).toEqual([])
  },
)

const ask = (phone: string) => askForCode(fixture.gatewayUrl, phone)

test('the limit of codes per number holds while Redis is empty or away', async () => {
  const phone = newNumber()
  expect([await ask(phone), await ask(phone), await ask(phone), await ask(phone)]).toEqual([
    202, 202, 202, 429,
  ])
  await wipeRedis(offset)
  expect(await ask(phone)).toBe(429)
  await killServer('redis', offset)
  expect(await ask(phone)).toBe(429)
  await fixture.visitor()
  await sell(seller)
  await restartServer('redis', offset)
  expect(await ask(phone)).toBe(429)
  await fixture.visitor()
  expect(
    await fixture.rows('notify', 'select from sandbox_message where recipient = $1', [phone]),
  ).toHaveLength(3)
  expect(ended).toEqual([])
})

test('Postgres killed amid writes: services recover and nothing acknowledged is lost', async () => {
  // More than one may write: nobody may keep more than a few dozen drafts.
  const sellers: Visitor[] = []
  // Ten at a time: signing in forty at once is another test's.
  while (sellers.length < 40)
    sellers.push(...(await Promise.all(Array.from({ length: 10 }, () => fixture.visitor()))))
  const acknowledged: string[] = []
  const refusals: unknown[] = []
  let writing = true
  let asked = 0
  const write = async () => {
    while (writing) {
      const answer = await createAd(
        // Whoever is refused does not ask again at once: that is limited for its own sake.
        sellers[asked++ % sellers.length]!,
        { colour: 'black' },
        newId(),
        newAddress(),
      )
      if (answer.status === 201) acknowledged.push(answer.body.id)
      else refusals.push(answer.status)
    }
  }
  const writers = Promise.all([write(), write(), write(), write()])
  await until('writes go through', () => acknowledged.length > 20)
  await killServer('postgres', offset)
  const owners = services.filter(({ name }) => name !== 'gateway-pwa')
  await until(
    'no service is ready',
    async () =>
      (await Promise.all(owners.map((service) => service.ready()))).every((ready) => !ready),
    HEALED,
  )
  await restartServer('postgres', offset)
  await until(
    'every service is ready',
    async () => (await Promise.all(owners.map((service) => service.ready()))).every(Boolean),
    HEALED,
  )
  const soFar = acknowledged.length
  await until('writes go through again', () => acknowledged.length > soFar + 20, HEALED)
  writing = false
  await writers

  expect(new Set(refusals)).toEqual(new Set([503]))
  const stored = new Set(
    (
      await fixture.rows<{ id: string }>(
        'catalogue',
        `select id from listing where colour = 'black'`,
      )
    ).map(({ id }) => id),
  )
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  expect(stored.size).toBeLessThanOrEqual(acknowledged.length + refusals.length)
  const { id } = await sell(seller)
  await until('an ad is projected', async () => (await projected([id])).length === 1, HEALED)
  expect(ended).toEqual([])
})

test('after all of it every promise is kept', { timeout: 180_000 }, async () => {
  expect(await breachesAtRest(fixture.probe, fixture.history.operations)).toEqual([])
})
