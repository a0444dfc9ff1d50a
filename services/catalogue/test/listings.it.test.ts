// Catalogue over its own wire on the real servers: what a seller can do, what others cannot, and
// what stands on the topic.
import { rupees } from '@pk-auto/kernel/money'
import { newId } from '@pk-auto/kernel/id'
import { readTopic } from '@pk-auto/testing/topics'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

const servers = inject('servers')
let fixture: CatalogueFixture
let { client, credentials, clock, catalogue } = {} as CatalogueFixture
let { as, create, publishNew, eventsOf } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(servers)
  ;({ client, credentials, clock, catalogue } = fixture)
  ;({ as, create, publishNew, eventsOf } = fixture)
})

afterAll(() => fixture[Symbol.asyncDispose]())

test('a published listing is on the topic with all its public state, a draft is not', async () => {
  const ayesha = credentials.person()
  const draft = await create(ayesha)
  expect(await eventsOf(draft.id)).toEqual([])
  await client.publishListing(draft, await as(ayesha))
  const [event, ...more] = await eventsOf(draft.id)
  expect(more).toEqual([])
  expect(event?.listing).toMatchObject({
    id: draft.id,
    version: 2,
    sellerId: ayesha.personId,
    facts: { make: 'toyota', price: { minor: 385_000_000n, currency: 'PKR' } },
  })
  expect(JSON.stringify(event, (_k, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(
    'genuine gari',
  )
})

test('who has not accepted the terms cannot post', async () => {
  await expect(create(credentials.person({ termsDue: true }))).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('another person’s listing is not there: to read, edit, publish or close', async () => {
  const [ayesha, bilal] = [credentials.person(), credentials.person()]
  const hers = await publishNew(ayesha)
  const his = await as(bilal)
  expect((await client.getOwnListings({ ids: [hers.id] }, his)).listings).toEqual([])
  const edits = [
    () =>
      client.updateListing(
        { ...hers, draft: draftOf(corolla({ price: rupees(60_000) })), fields: ['price'] },
        his,
      ),
    () => client.closeListing({ ...hers, reason: 'sold', soldFor: undefined }, his),
    () => client.publishListing(hers, his),
    () => client.reactivateListing(hers, his),
    () => client.refreshListing(hers, his),
    () =>
      client.closeListing(
        { id: newId(), expectedVersion: 1, reason: 'sold', soldFor: undefined },
        his,
      ),
  ]
  for (const edit of edits)
    await expect(edit()).rejects.toMatchObject({ kind: 'not_found', code: 'LISTING_NOT_FOUND' })
  expect(
    (await client.getOwnListings({ ids: [hers.id] }, await as(ayesha))).listings[0]?.listing
      ?.version,
  ).toBe(hers.expectedVersion)
})

test('a price change is in the history and on the topic, with the earlier price', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  clock.advance(60_000)
  await client.updateListing(
    { ...live, draft: draftOf(corolla({ price: rupees(3_700_000) })), fields: ['price'] },
    await as(ayesha),
  )
  const { details } = await client.getListingDetails({ ids: [live.id] })
  expect(details[0]?.priceHistory.map((point) => point.price?.minor)).toEqual([
    385_000_000n,
    370_000_000n,
  ])
  const last = (await eventsOf(live.id)).at(-1)
  expect(last?.listing?.droppedFrom?.minor).toBe(385_000_000n)
})

test('an edit of a stale version is refused and changes nothing', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  const change = async (price: number) =>
    client.updateListing(
      { ...live, draft: draftOf(corolla({ price: rupees(price) })), fields: ['price'] },
      await as(ayesha),
    )
  await change(3_700_000)
  await expect(change(3_600_000)).rejects.toMatchObject({
    kind: 'precondition',
    code: 'VERSION_MISMATCH',
  })
  expect(await eventsOf(live.id)).toHaveLength(2)
})

test('fifty clicks on publish have one answer and make one event', async () => {
  const ayesha = credentials.person()
  const draft = await create(ayesha)
  const options = await as(ayesha)
  const answers = await atOnce(
    50,
    () => client.publishListing(draft, { ...options, deadlineMs: 10_000 }),
    { database: fixture.testDb, table: 'listing' },
  )
  const [first] = answers
  expect(first?.status).toBe('fulfilled')
  for (const answer of answers) expect(answer).toEqual(first)
  expect(await eventsOf(draft.id)).toHaveLength(1)
})

test('own listings come newest first, page by page, without gaps', async () => {
  const ayesha = credentials.person()
  const ids: string[] = []
  for (let i = 0; i < 5; i += 1) ids.unshift((await create(ayesha)).id)
  const seen: string[] = []
  let after = ''
  do {
    const page = await client.listOwnListings({ page: { limit: 2, after } }, await as(ayesha))
    seen.push(...page.listings.map((own) => own.listing!.id))
    after = page.next
  } while (after !== '')
  expect(seen).toEqual(ids)
})

test('the taxonomy is published once, part by part, and is unchanged for who has it', async () => {
  await catalogue.settled()
  const records = await readTopic({
    brokers: servers.kafkaBrokers,
    topic: `${fixture.topicPrefix}catalogue.taxonomy.v1`,
  })
  const keys = records.map((record) => record.key)
  expect(keys).toContain('make/toyota')
  expect(new Set(keys).size).toBe(keys.length)
  const { taxonomy } = await client.getTaxonomy({ knownVersion: 0 })
  expect((await client.getTaxonomy({ knownVersion: taxonomy!.version })).unchanged).toBe(true)
})

test('prices and texts are shown on the brands of the ad’s market and channels alone', async () => {
  const ayesha = credentials.person()
  const [dealers, both] = [
    await publishNew(ayesha, corolla({ channels: ['autotrader'] })),
    await publishNew(ayesha, corolla({ channels: ['automart', 'autotrader'] })),
  ]
  const seenBy = async (brand: { market?: string; channels?: string[] }) =>
    (await client.getListingDetails({ ids: [dealers.id, both.id], ...brand })).details.map(
      ({ id }) => id,
    )
  expect(await seenBy({})).toEqual([both.id])
  expect(await seenBy({ channels: ['automart'] })).toEqual([both.id])
  expect(await seenBy({ market: 'pk', channels: ['automart', 'autotrader'] })).toEqual([
    dealers.id,
    both.id,
  ])
  expect(await seenBy({ market: 'ae', channels: ['automart', 'autotrader'] })).toEqual([])
})

test('prices and texts are shown of live and sold ads, and of no others', async () => {
  const ayesha = credentials.person()
  const token = await as(ayesha)
  const closedAs = async (reason: string) => {
    const ad = await publishNew(ayesha)
    await client.closeListing({ ...ad, reason, soldFor: undefined }, token)
    return ad.id
  }
  const ids = [
    ...[(await publishNew(ayesha)).id, await closedAs('sold')],
    ...[await closedAs('other'), (await create(ayesha)).id],
  ]
  const { details } = await client.getListingDetails({ ids })
  expect(details.map(({ id }) => id)).toEqual(ids.slice(0, 2))
})

test('a thousand price changes fill only their own ad’s history, with the newest', async () => {
  const ayesha = credentials.person()
  const [restless, quiet] = [await publishNew(ayesha), await publishNew(ayesha)]
  await fixture.rows(
    `insert into price_point
     select $1, now() - n * interval '1 day', n, 'PKR' from generate_series(1, 1000) n`,
    [restless.id],
  )
  const { details } = await client.getListingDetails({ ids: [restless.id, quiet.id] })
  const historyOf = (id: string) => details.find((one) => one.id === id)?.priceHistory ?? []
  expect(historyOf(quiet.id)).toHaveLength(1)
  expect(historyOf(restless.id)).toHaveLength(200)
  expect(historyOf(restless.id).at(-1)?.price?.minor).toBe(385_000_000n)
})
