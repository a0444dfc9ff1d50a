// Search on real servers with a database, topics and an index of its own. It plays its
// neighbours: catalogue and media-iq, who only ever publish.
import { Client } from '@elastic/elasticsearch'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import {
  ListingChange,
  ListingEvent,
  TaxonomyEvent,
} from '@pk-auto/proto/pkauto/catalogue/v1/events'
import {
  ListingState,
  type PublicListing,
  Audience,
  Visibility,
} from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { AlertEvent } from '@pk-auto/proto/pkauto/search/v1/events'
import { policyOf } from '@pk-auto/proto/policy'
import { ALERTS, PEOPLE } from '@pk-auto/proto/topics'
import { testIndexPrefix } from '@pk-auto/testing/names'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import { readTopic } from '@pk-auto/testing/topics'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { inject } from 'vitest'
import { readSearchConfig, type SearchConfig, startSearch } from '../src/service.ts'
import type { TaxonomyPart } from '../src/domain/taxonomy.ts'
import { MARKET_PARTS } from './market/market.ts'

export const LISTING = 'catalogue.listing.v1'
export const MEDIA = 'media-iq.media.v1'
export const TAXONOMY = 'catalogue.taxonomy.v1'

type Facts = NonNullable<PublicListing['facts']>
type ListingChanges = Partial<Omit<PublicListing, 'facts'>> & { facts?: Partial<Facts> }
type Event = {
  topic: string
  key: string
  type: string
  value: Uint8Array | null
  traceparent?: string
}

let clockMs = Date.UTC(2026, 0, 1)

/**
 * A Corolla in Lahore, with whatever is different. Each is published a second after the one before.
 */
export function listing({ facts = {}, ...changes }: ListingChanges = {}): PublicListing {
  clockMs += 1_000
  const at = new Date(clockMs)
  return {
    id: newId(),
    version: 1,
    state: ListingState.LISTING_STATE_LIVE,
    sellerId: newId(),
    sellerType: 'individual',
    market: 'pk',
    createdAt: at,
    updatedAt: at,
    publishedAt: at,
    closedAt: undefined,
    droppedFrom: undefined,
    audience: Audience.AUDIENCE_EVERYONE,
    audienceWhileLive: Audience.AUDIENCE_EVERYONE,
    ...changes,
    facts: {
      make: 'toyota',
      model: 'corolla',
      generation: 'corolla-11th',
      variant: 'gli-1-3',
      year: 2016,
      price: { minor: 285_000_000n, currency: 'PKR' },
      km: 60_000,
      engineCc: 1299,
      fuel: 'petrol',
      transmission: 'manual',
      assembly: 'local',
      body: 'sedan',
      colour: 'white',
      city: 'lahore',
      area: '',
      registrationCity: 'lahore',
      condition: 'used',
      features: [],
      title: '',
      photos: [],
      visibility: Visibility.VISIBILITY_PUBLIC,
      channels: ['automart'],
      ...facts,
    },
  }
}

/** The same listing at its next version. */
export const next = (
  before: PublicListing,
  { facts = {}, ...changes }: ListingChanges = {},
): PublicListing => ({
  ...before,
  version: before.version + 1,
  ...changes,
  facts: { ...before.facts!, ...facts },
})

export const listingEvent = (one: PublicListing): Event => ({
  topic: LISTING,
  key: one.id,
  type: 'pkauto.catalogue.v1.ListingEvent',
  value: ListingEvent.encode({
    change: ListingChange.LISTING_CHANGE_EDITED,
    listing: one,
  }).finish(),
})
export const listingErased = (id: string): Event => ({
  topic: LISTING,
  key: id,
  type: 'pkauto.catalogue.v1.ListingEvent',
  value: null,
})

export const mediaEvent = (
  mediaId: string,
  version: number,
  width: number,
  state: MediaState = MediaState.MEDIA_STATE_READY,
): Event => ({
  topic: MEDIA,
  key: mediaId,
  type: 'pkauto.media_iq.v1.MediaEvent',
  value: MediaEvent.encode({
    mediaId,
    version,
    state,
    purpose: 'listing',
    width,
    height: 10,
    placeholder: `data:${width}`,
    dhash: 0n,
  }).finish(),
})

export const taxonomyEvent = (key: string, version: number, part: TaxonomyPart): Event => ({
  topic: TAXONOMY,
  key,
  type: 'pkauto.catalogue.v1.TaxonomyEvent',
  value: TaxonomyEvent.encode({ version, part: wirePart(part) }).finish(),
})

function wirePart(part: TaxonomyPart): NonNullable<TaxonomyEvent['part']> {
  const hex = ''
  const terms = (rows: Extract<TaxonomyPart, { kind: 'terms' }>['terms']) =>
    rows.map((row) => ({ ...row, nicknames: [...row.nicknames], hex }))
  if (part.kind === 'terms')
    return { $case: 'terms', value: { name: part.name, terms: terms(part.terms) } }
  if (part.kind === 'cities')
    return {
      $case: 'cities',
      value: {
        cities: part.cities.map((city) => ({
          ...city,
          nicknames: [...city.nicknames],
          province: '',
          areas: terms(city.areas),
        })),
      },
    }
  const variant = {
    engineCc: 1300,
    fuel: 'petrol',
    transmission: 'manual',
    yearFrom: undefined,
    yearTo: undefined,
  }
  const models = part.make.models.map((model) => ({
    ...model,
    seats: [...(model.seats ?? [])],
    nicknames: [...model.nicknames],
    body: 'sedan',
    generations: model.generations.map((generation) => ({
      ...generation,
      nicknames: [...generation.nicknames],
      yearFrom: 2000,
      yearTo: undefined,
      assembly: 'local',
      variants: generation.variants.map((one) => ({
        ...{ ...one, ...variant },
        features: [...(one.features ?? [])],
      })),
    })),
  }))
  return { $case: 'make', value: { ...part.make, nicknames: [...part.make.nicknames], models } }
}

const personErased = (personId: string): Event => ({
  ...{ topic: PEOPLE.name, key: personId, type: PEOPLE.type, value: null },
})

export type SearchFixture = Awaited<ReturnType<typeof searchFixture>>

/**
 * A fresh fixture without a running service; `start` starts one, several on one database are
 * replicas. The market's taxonomy is on its topic.
 */
export async function searchFixture() {
  const servers = inject('servers')
  const fixture = await serviceFixture({
    servers,
    service: 'search',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: [LISTING, MEDIA, TAXONOMY, PEOPLE.name, ALERTS.name],
  })
  const stack = fixture.use(new AsyncDisposableStack())
  const { topicPrefix } = fixture
  const brokers = servers.kafkaBrokers
  const indexPrefix = testIndexPrefix()
  const elastic = new Client({ node: servers.elasticsearchUrl })
  stack.defer(async () => {
    const mine = await elastic.indices.get({ index: `${indexPrefix}*`, ignore_unavailable: true })
    for (const index of Object.keys(mine)) await elastic.indices.delete({ index })
    await elastic.close()
  })
  const sql = stack.adopt(
    new pg.Pool({ connectionString: fixture.testDb.ownerUrl, max: 2 }),
    (pool) => pool.end(),
  )
  const publisher = stack.use(
    createPublisher(stack.use(connectKafka({ brokers, service: 'catalogue', topicPrefix }))),
  )
  const publish = async (...events: readonly Event[]) => {
    for (let from = 0; from < events.length; from += 200) {
      const batch = events
        .slice(from, from + 200)
        .map((event) => ({ id: newId(), at: new Date(), ...event }))
      // Again until acknowledged, as a relay does: a topic made a moment ago may not have its
      // leader yet.
      await until('the batch is published', () =>
        publisher.publish(batch).then(
          () => true,
          () => false,
        ),
      )
    }
  }
  await publish(...MARKET_PARTS.map(([key, part]) => taxonomyEvent(key, 1, part)))
  const env = {
    ...fixture.env,
    ELASTICSEARCH_URL: servers.elasticsearchUrl,
    INDEX_PREFIX: indexPrefix,
  }
  const base = readSearchConfig(env)
  const config: SearchConfig = {
    ...base,
    facets: { ...base.facets, freshMs: 0 },
    alerts: { ...base.alerts, handOverEveryMs: 50 },
    sweeps: { dueEveryMs: 100, dueGraceMs: 300, maintainIndexEveryMs: 200, taxonomyEveryMs: 200 },
  }
  const start = async (changes: Partial<SearchConfig> = {}, options: { clock?: Clock } = {}) =>
    stack.use(await startSearch({ ...config, ...changes }, options))
  /** Every alert that was published, oldest first. */
  const alerts = async (): Promise<AlertEvent[]> => {
    const records = await readTopic({ brokers, topic: `${topicPrefix}${ALERTS.name}` })
    return records.map(({ value }) => ALERTS.decode(value!))
  }
  const clientOf = (search: { grpcPort: number }) => fixture.client(SearchDefinition, search)
  return {
    config,
    env,
    start,
    clientOf,
    publish,
    sql,
    elastic,
    alerts,
    erasePeople: (...ids: readonly string[]) => publish(...ids.map(personErased)),
    ...{ testDb: fixture.testDb, person: fixture.person, as: fixture.as, keyed: fixture.keyed },
    alias: `${indexPrefix}listings`,
    [Symbol.asyncDispose]: fixture[Symbol.asyncDispose],
  }
}
