// The verbs of search on a real database alone: saved searches, what has matched them, the outbox.
import { newId } from '@pk-auto/kernel/id'
import type { ManualClock } from '@pk-auto/kernel/clock'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { ALERTS } from '@pk-auto/proto/topics'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { inject } from 'vitest'
import type { PersonId, SavedSearchId } from '../../src/domain/alerts/ids.ts'
import { keysOf } from '../../src/domain/alerts/keys.ts'
import { save } from '../../src/domain/alerts/saved-search.ts'
import { directoryOf } from '../../src/domain/directory.ts'
import { vocabularyOf } from '../../src/domain/query/vocabulary.ts'
import { searchStores } from '../../src/outbound/stores.ts'
import { searchVerbs } from '../../src/usecases/index.ts'
import { MARKET } from '../market/market.ts'

const WINDOW_MS = 120_000
const TEST = { system: 'test' }
const filters = { terms: { make: ['toyota'] }, ranges: {}, flags: {} }

export async function pendingFixture(clock: ManualClock) {
  const stack = new AsyncDisposableStack()
  const { postgresUrl: serverUrl } = inject('servers')
  const migrations = new URL('../../migrations', import.meta.url).pathname
  const testDb = stack.use(await testDatabase({ serverUrl, service: 'search', migrations }))
  const owner = stack.adopt(new pg.Pool({ connectionString: testDb.ownerUrl, max: 2 }), (pool) =>
    pool.end(),
  )
  const database = stack.use(openDatabase({ url: testDb.url, service: 'search' }))
  const inTransaction = transactions(database, searchStores(clock))
  const directory = directoryOf(MARKET)
  const taxonomy = { directory, vocabulary: vocabularyOf(MARKET), entries: [] }
  const deps = {
    ...{ clock, newId, inTransaction, mostSearches: 3, directory: () => directory },
    alertTimes: { windowMs: WINDOW_MS, dailyHour: 8, zones: { pk: 'Asia/Karachi' } },
    ...{ taxonomy: () => taxonomy, offer: () => undefined, changed: () => undefined },
  }
  // The index and what belongs to it are away: no verb that is called here asks for them.
  const verbs = searchVerbs(deps as unknown as Parameters<typeof searchVerbs>[0])
  const rows = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await owner.query<R>(text, values)).rows
  return {
    ...{ verbs, testDb, rows, directory, windowMs: WINDOW_MS, inTransaction },
    /** A live document, found by nothing but its id. */
    liveAd: async (): Promise<string> => {
      const id = newId()
      await rows(
        `insert into search_doc (id, doc_version, live, listing, photos, photo_ids)
         values ($1, 1, true, '{}', '[]', '{}')`,
        [id],
      )
      return id
    },
    /** A saved search, and these ads matched. */
    matched: async (id: SavedSearchId, listings: readonly string[], onlyDrops = false) => {
      const wishes = { name: '', frequency: 'instant', channels: ['push'] }
      const subject = { id, person: newId() as PersonId, market: 'pk', channel: 'automart', wishes }
      const search = save({ ...subject, filters, words: [] }, clock.now())
      const instant = new Date(clock.now().getTime() + WINDOW_MS)
      const closing = { now: clock.now(), instant, daily: new Map() }
      await inTransaction(TEST, async ({ searches, pending }) => {
        const [known] = await rows('select 1 from saved_search where id = $1', [id])
        if (!known) await searches.insert(search, keysOf(search, directory))
        await pending.add([{ search: id, listings, onlyDrops }], closing)
      })
    },
    /** Every alert in the outbox, oldest first. */
    published: async () => {
      const found = await rows<{ value: Buffer }>(
        'select value from outbox where topic = $1 order by seq',
        [ALERTS.name],
      )
      return found.map(({ value }) => ALERTS.decode(value))
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
