// What goes with people who are erased. For workers alone: it crosses the rows of all reporters.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { Erasing } from '../usecases/stores.ts'
import { caseRows, toCase } from './case-store.ts'
import type { DB } from './schema.gen.ts'

export const erasingStore = (tx: Tx<DB>): Erasing => ({
  async anonymise(reporters, limit) {
    const { numAffectedRows = 0n } = await sql`
      update report set reporter_id = gen_random_uuid(), text = null
      where id = any (array(
        select id from report where reporter_id = any (${[...reporters]}::uuid[])
        limit ${limit}))`.execute(tx)
    return Number(numAffectedRows)
  },
  async casesAbout(people, limit) {
    const about = caseRows(tx)
      .where('subject_kind', '=', 'person')
      .where('subject_id', 'in', people)
    return (await about.orderBy('id').limit(limit).forUpdate().execute()).map(toCase)
  },
  async removeCases(ids) {
    if (ids.length > 0) await tx.deleteFrom('moderation_case').where('id', 'in', ids).execute()
  },
})
