// The hot queries as text: a reviewer reads what Elasticsearch and Postgres are asked. What each
// guard in them refuses is tested on real servers, in test/.
import { systemClock } from '@pk-auto/kernel/clock'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import { expect, test } from 'vitest'
import type { SavedSearchId } from '../domain/alerts/ids.ts'
import type { SearchQuery } from '../domain/search-query.ts'
import { INDEX_GENERATION, INDEX_MAPPING, indexSettings } from './index/index-mapping.ts'
import { facetsRequest, hitsRequest, repairsRequest } from './index/listing-query.ts'
import type { DB } from './schema.gen.ts'
import { searchStores } from './stores.ts'

const QUERY: SearchQuery = {
  market: 'pk',
  channel: 'automart',
  filters: {
    terms: { make: ['toyota'], city: ['lahore', 'karachi'] },
    ranges: { priceTo: 3_000_000, yearFrom: 2012 },
    flags: {},
  },
  words: ['gli'],
  sort: 'relevance',
}

test('one page of hits', () => {
  expect(hitsRequest(QUERY, { limit: 24, after: [3, 1_700_000_000_000, 'id'] })).toMatchSnapshot(
    'by relevance, second page',
  )
  expect(hitsRequest({ ...QUERY, words: [], sort: 'newest' }, { limit: 24 })).toMatchSnapshot(
    'newest first',
  )
  const { priceTo } = QUERY.filters.ranges
  const seats = { field: 'seats', value: 7, words: ['7', 'seater'] } as const
  const wished = {
    ...QUERY,
    equipment: [seats],
    ranks: true,
    ...(priceTo && { nearPrice: priceTo }),
  }
  expect(hitsRequest(wished, { limit: 24 })).toMatchSnapshot('wishes and a price rank')
  expect(hitsRequest({ ...wished, ranks: false, sort: 'km-asc' }, { limit: 24 })).toMatchSnapshot(
    'wishes are demanded where nothing else is known',
  )
  const either = { ...QUERY, words: [], equipment: [{ ...seats, or: 8 }], ranks: false }
  expect(hitsRequest(either, { limit: 24 }).query?.bool?.must).toMatchSnapshot('either seats')
})

test('facets, each without its own filter', () => {
  expect(facetsRequest(QUERY)).toMatchSnapshot()
})

test('the index has the shape of its generation; a change raises INDEX_GENERATION', () => {
  const settings = indexSettings({ shards: 1, replicas: 0, refreshMs: 250 })
  expect({ mapping: INDEX_MAPPING, settings }).toMatchSnapshot(`generation ${INDEX_GENERATION}`)
})

test('repairs', () => {
  expect(repairsRequest(QUERY)).toMatchSnapshot()
})

/** Stores on no database: the text of every statement, as it would be sent. */
function recorded() {
  const statements: string[] = []
  const dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  const tx = new Kysely<DB>({
    dialect,
    log: ({ query }) => void statements.push(query.sql.replaceAll(/\s+/g, ' ').trim()),
  })
  return { statements, ...searchStores(systemClock)(tx) }
}

test('statements of saved searches, matching and handing over', async () => {
  const { statements, predicates, pending, searches } = recorded()
  const search = '01900000-0000-7000-8000-000000000001' as SavedSearchId
  const now = new Date(0)
  const probe = { keys: ['k'], seller: search, price: 1, year: 1, km: 1, engine: 1 }
  await predicates.candidates([probe])
  await predicates.read([search])
  await pending.add([{ search, listings: [search], onlyDrops: false }], {
    ...{ now, instant: now, daily: new Map() },
  })
  await pending.takeDue(now, 500)
  await pending.clear([search], [search], now)
  await searches.page(20, { createdAt: now, id: search })
  expect(statements).toMatchSnapshot()
})

test('statements of projecting, indexing and reading', async () => {
  const { statements, docs, media, due, source, pages } = recorded()
  const doc = { id: '01900000-0000-7000-8000-000000000001', docVersion: 1, live: false, photos: [] }
  const fact = {
    mediaId: doc.id,
    version: 1,
    state: 'ready',
    width: 1,
    height: 1,
    placeholder: '',
  } as const
  const calls = [
    () => docs.peek([doc.id]),
    () => media.ensureRows([doc.id]),
    () => media.lockShared([doc.id]),
    () => docs.lock([doc.id]),
    () => docs.save([doc]).catch(() => undefined),
    () => due.add([doc]),
    () => media.upsertNewer([fact]),
    () => docs.lockShowing([doc.id]),
    () => media.read([doc.id]),
    () => source.read([doc.id]),
    () => due.done([doc], new Date(0)),
    () => due.oldest(500, new Date(0)),
    () => pages.read([doc.id]),
  ]
  for (const call of calls) await call()
  expect(statements).toHaveLength(calls.length)
  expect(statements).toMatchSnapshot()
})
