// Facts into documents on real servers: repeats and disorder change nothing, two facts at once both
// land, what was removed stays removed.
import { readFile } from 'node:fs/promises'
import { newId } from '@pk-auto/kernel/id'
import {
  Audience,
  ListingState,
  type PublicListing,
} from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { recordSpans } from '@pk-auto/telemetry/memory-exporter'
import { withSpan } from '@pk-auto/telemetry/tracer'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkIndexAgrees, type RunningSearch } from '../src/service.ts'
import { ASK as ANY } from './ask.ts'
import {
  listing,
  listingErased,
  listingEvent,
  mediaEvent,
  next,
  searchFixture,
  type SearchFixture,
  taxonomyEvent,
} from './search-fixture.ts'
import { MARKET_PARTS } from './market/market.ts'

const ASK = { ...ANY, limit: 100 }
let fixture: SearchFixture
let search: RunningSearch

beforeAll(async () => {
  fixture = await searchFixture()
  search = await fixture.start()
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

type Row = {
  id: string
  doc_version: string
  live: boolean
  listing_version: number | null
  listing: { km: number } | null
  photos: { width: number }[]
}
const row = async (id: string): Promise<Row | undefined> =>
  (await fixture.sql.query<Row>('select * from search_doc where id = $1', [id])).rows[0]

/** The same shuffle in every run. */
function shuffled<T>(values: readonly T[]): T[] {
  let seed = 42
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

test('every message three times and shuffled leads to the same documents', async () => {
  const photos = Array.from({ length: 40 }, newId)
  const last: PublicListing[] = []
  const events = Array.from({ length: 40 }, (_, n) => {
    const versions: PublicListing[] = [
      listing({ facts: { photos: [photos[n]!, photos[(n + 1) % 40]!], km: 0 } }),
    ]
    for (let km = 1; km <= 4; km += 1) versions.push(next(versions.at(-1)!, { facts: { km } }))
    last.push(versions.at(-1)!)
    return [
      ...versions.map(listingEvent),
      ...[1, 2, 3].map((version) => mediaEvent(photos[n]!, version, version * 100)),
    ]
  }).flat()
  await fixture.publish(...shuffled([...events, ...events, ...events]))
  await search.settled()
  for (const { id } of last) {
    const doc = await row(id)
    expect([doc?.listing_version, doc?.listing?.km, doc?.photos.map(({ width }) => width)]).toEqual(
      [5, 4, [300, 300]],
    )
  }
  expect(
    await checkIndexAgrees(fixture.config, new Map(last.map(({ id, version }) => [id, version]))),
  ).toEqual([])
})

test('two facts that enrich one listing at the same moment both land', async () => {
  const other = await fixture.start({ roles: new Set(['consume']) })
  const rounds = Array.from({ length: 60 }, () => {
    const photo = newId()
    return { photo, car: listing({ facts: { photos: [photo, newId()] } }) }
  })
  // Two topics, each consumed by its own loop: a listing and a change of its photo may be any time
  // apart.
  await Promise.all(
    rounds.flatMap(({ photo, car }) => [
      fixture.publish(listingEvent(car)),
      fixture.publish(mediaEvent(photo, 1, 777)),
    ]),
  )
  await Promise.all([search.settled(), other.settled()])
  for (const { car } of rounds)
    expect((await row(car.id))?.photos.map(({ width }) => width)).toEqual([777, 0])
  expect(await checkIndexAgrees(fixture.config)).toEqual([])
})

test('a removed ad stays removed when an old event comes late', async () => {
  const live = listing()
  const closed = next(live, { state: ListingState.LISTING_STATE_CLOSED })
  await fixture.publish(listingEvent(closed))
  await search.settled()
  await fixture.publish(listingEvent(live))
  await search.settled()
  expect(await row(live.id)).toMatchObject({ live: false, listing_version: 2 })
  await fixture.publish(listingEvent(next(closed, { state: ListingState.LISTING_STATE_LIVE })))
  await search.settled()
  expect(await row(live.id)).toMatchObject({ live: true, listing_version: 3 })
})

test('republishing brings back an ad whose audience an older build could not read', async () => {
  const car = listing({ audience: 7 as Audience })
  await fixture.publish(listingEvent(car))
  await search.settled()
  expect(await row(car.id)).toMatchObject({ live: false })
  await fixture.publish(listingEvent({ ...car, audience: Audience.AUDIENCE_EVERYONE }))
  await search.settled()
  expect(await row(car.id)).toMatchObject({ live: true })
})

test('documents of an older build get an audience, and dealers’ ones leave the index', async () => {
  const [shown, dealers] = [listing(), listing()]
  await fixture.publish(listingEvent(shown), listingEvent(dealers))
  await search.settled()
  const before = await row(dealers.id)
  await fixture.sql.query(
    `update search_doc
     set listing = (listing || jsonb_build_object(
       'visibility', case when id = $1 then 'wholesale-public' else 'public' end)) - 'audience'
     where id = any($2)`,
    [dealers.id, [shown.id, dealers.id]],
  )
  const migration = new URL('../migrations/0002_audience.sql', import.meta.url)
  await fixture.sql.query(await readFile(migration, 'utf8'))
  expect(await row(shown.id)).toMatchObject({ live: true })
  expect(await row(dealers.id)).toMatchObject({ live: false })
  expect(Number((await row(dealers.id))?.doc_version)).toBe(Number(before?.doc_version) + 1)
  await search.settled()
  expect(await checkIndexAgrees(fixture.config)).toEqual([])
})

test('nothing of an erased ad is left, and it never comes back', async () => {
  const car = listing()
  await fixture.publish(listingEvent(car))
  await search.settled()
  await fixture.publish(listingErased(car.id), listingEvent(next(car)))
  await search.settled()
  expect(await row(car.id)).toMatchObject({ live: false, listing: null, photos: [] })
  const { hits } = await fixture.elastic.search({
    index: fixture.alias,
    query: { term: { id: car.id } },
  })
  expect(hits.hits.map(({ _source }) => _source)).toEqual([{ id: car.id, live: false }])
})

test('a refused photo leaves the listing, and an unchanged fact changes no version', async () => {
  const [good, bad] = [newId(), newId()]
  const car = listing({ facts: { photos: [good, bad] } })
  await fixture.publish(listingEvent(car), mediaEvent(good, 1, 100), mediaEvent(bad, 1, 100))
  await search.settled()
  await fixture.publish(mediaEvent(bad, 2, 0, MediaState.MEDIA_STATE_REFUSED))
  await search.settled()
  const doc = await row(car.id)
  expect(doc?.photos).toHaveLength(1)
  await fixture.publish(mediaEvent(good, 2, 100), listingEvent(car))
  await search.settled()
  expect((await row(car.id))?.doc_version).toBe(doc?.doc_version)
})

test('a changed name in the taxonomy reaches the words and labels of its listings', async () => {
  const city = 'peshawar'
  const car = listing({
    facts: { make: 'kia', model: 'picanto', generation: '', variant: '', city },
  })
  await fixture.publish(listingEvent(car))
  await search.settled()
  const [key, part] = MARKET_PARTS.find(([name]) => name === 'make/kia')!
  if (part.kind !== 'make') throw new Error('kia is a make')
  const renamed = {
    ...part,
    make: {
      ...part.make,
      models: part.make.models.map((one) =>
        one.slug === 'picanto' ? { ...one, name: { en: 'Morning Glory', ur: 'مارننگ' } } : one,
      ),
    },
  }
  await fixture.publish(taxonomyEvent(key, 2, renamed), taxonomyEvent(key, 1, part))
  await search.settled()
  const client = fixture.clientOf(search)
  const { cards } = await client.searchListings({
    ...ASK,
    q: 'glory',
    filters: [{ name: 'city', values: [city] }],
  })
  expect(cards.map(({ id, title }) => [id, title?.en])).toEqual([
    [car.id, 'Kia Morning Glory 2016'],
  ])
})

test('one trace leads from the publisher through Kafka and search into Elasticsearch', async () => {
  using recorder = recordSpans()
  const car = listing()
  const traceparent = await withSpan(
    'catalogue',
    'rpc.server',
    { subject: 'PublishListing' },
    async () => {
      const current = currentTraceparent()!
      await fixture.publish({ ...listingEvent(car), traceparent: current })
      return current
    },
  )
  await search.settled()
  const traceId = traceparent.slice(3, 35)
  const mine = () => recorder.spans().filter((span) => span.traceId === traceId)
  await until('the bulk write is in the trace', () =>
    mine().some(({ name }) => name === 'elasticsearch bulk'),
  )
  // The Elasticsearch client's own spans stay off: they would carry what people typed.
  expect(mine().filter(({ name }) => /bulk/.test(name))).toHaveLength(1)
  const steps = mine().map(({ service, name }) => `${service}: ${name}`)
  expect(steps).toEqual(
    expect.arrayContaining([
      'catalogue: publish catalogue.listing.v1',
      'search: consume catalogue.listing.v1',
      'search: elasticsearch bulk',
    ]),
  )
})

test('a consumer that starts later builds everything from the topics', async () => {
  const elsewhere = await searchFixture()
  try {
    const car = listing({ facts: { photos: [newId()] } })
    await elsewhere.publish(listingEvent(car), listingEvent(next(car, { facts: { km: 1 } })))
    const late = await elsewhere.start()
    await late.settled()
    const { cards } = await elsewhere.clientOf(late).searchListings(ASK)
    expect(cards.map(({ id, km }) => [id, km])).toEqual([[car.id, 1]])
  } finally {
    await elsewhere[Symbol.asyncDispose]()
  }
})
