// What people have written down about leads, each for themselves.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { LeadId } from '../domain/ids.ts'
import type { Notes } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

export const noteStore = (tx: Tx<DB>): Notes => ({
  async of(person, ids) {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .selectFrom('lead_note')
      .select(['lead_id', 'text'])
      .where('person_id', '=', person)
      .where('lead_id', 'in', ids)
      .limit(ids.length)
      .execute()
    return new Map(rows.map((row) => [row.lead_id as LeadId, row.text]))
  },
  async save(person, id, text) {
    if (text === '')
      await tx
        .deleteFrom('lead_note')
        .where('lead_id', '=', id)
        .where('person_id', '=', person)
        .execute()
    else
      await tx
        .insertInto('lead_note')
        .values({ lead_id: id, person_id: person, text })
        .onConflict((conflict) => conflict.columns(['lead_id', 'person_id']).doUpdateSet({ text }))
        .execute()
  },
})
