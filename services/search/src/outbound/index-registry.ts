// Which indices get writes, and what they are to be written: in Postgres, so that every process
// reads the same in the same snapshot as the documents.
import type { Clock } from '@pk-auto/kernel/clock'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { IndexSource } from '../usecases/index-docs.ts'
import type { IndexRegistry } from '../usecases/indices.ts'
import { toDoc, type DocRow, uuids } from './doc-store.ts'
import type { DB } from './schema.gen.ts'

type Wanted = DocRow & { targets: string[] | null; traceparent: string | null }

export const indexSource = (tx: Tx<DB>): IndexSource => ({
  async read(ids) {
    // One statement, one snapshot: a rebuild that has announced its index is seen here together
    // with the documents it will not see itself.
    const { rows } = await sql<Wanted>`
      select doc.id, doc.doc_version, doc.live, doc.listing, doc.photos, due.traceparent,
        (select array_agg(name order by name) from search_index where state <> 'retired') as targets
      from search_doc doc left join index_due due on due.listing_id = doc.id
      where doc.id = any(${uuids(ids)}) order by doc.id`.execute(tx)
    return {
      targets: rows[0]?.targets ?? [],
      docs: rows.map(toDoc),
      traceparents: rows.flatMap(({ traceparent }) => (traceparent ? [traceparent] : [])),
    }
  },
  async after(id, limit, last) {
    let page = tx
      .selectFrom('search_doc')
      .select(['id', 'doc_version', 'live', 'listing', 'photos'])
      .orderBy('id')
      .limit(limit)
    if (id !== undefined) page = page.where('id', '>', id)
    if (last !== undefined) page = page.where('id', '<=', last)
    return (await page.execute()).map(toDoc)
  },
  async lastId() {
    const row = await tx
      .selectFrom('search_doc')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.id
  },
})

export const indexRegistry =
  (clock: Clock) =>
  (tx: Tx<DB>): IndexRegistry => ({
    async state() {
      const rows = await tx
        .selectFrom('search_index')
        .select(['name', 'state'])
        .where('state', '!=', 'retired')
        .limit(100)
        .execute()
      return {
        serving: rows.find(({ state }) => state === 'serving')?.name,
        unfinished: rows.some(({ state }) => state === 'building'),
      }
    },
    async reserve(name) {
      await tx
        .insertInto('search_index')
        .values({ name, state: 'retired', since: clock.now() })
        .execute()
    },
    async announce(name) {
      await tx
        .updateTable('search_index')
        .set({ state: 'building', since: clock.now() })
        .where('name', '=', name)
        .execute()
    },
    async serve(name) {
      await tx
        .updateTable('search_index')
        .set({ state: 'retired', since: clock.now() })
        .where('state', '=', 'serving')
        .execute()
      await tx
        .updateTable('search_index')
        .set({ state: 'serving', since: clock.now() })
        .where('name', '=', name)
        .execute()
    },
    async retireUnfinished() {
      await tx
        .updateTable('search_index')
        .set({ state: 'retired', since: clock.now() })
        .where('state', '=', 'building')
        .execute()
    },
    async retiredBefore(at) {
      const rows = await tx
        .selectFrom('search_index')
        .select('name')
        .where('state', '=', 'retired')
        .where('since', '<=', at)
        .limit(100)
        .execute()
      return rows.map(({ name }) => name)
    },
    async forget(name) {
      await tx
        .deleteFrom('search_index')
        .where('name', '=', name)
        .where('state', '=', 'retired')
        .execute()
    },
  })
