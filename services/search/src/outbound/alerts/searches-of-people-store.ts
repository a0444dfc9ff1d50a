// The saved searches of people who were erased. For workers.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { SearchesOfPeople } from '../../usecases/alerts/stores.ts'
import { uuids } from '../doc-store.ts'
import type { DB } from '../schema.gen.ts'

export const searchesOfPeopleStore = (tx: Tx<DB>): SearchesOfPeople => ({
  async remove(people, limit) {
    const { numAffectedRows } = await sql`
      delete from saved_search where id in (
        select id from saved_search where person_id = any(${uuids(people)})
        order by id limit ${limit} for update
      )`.execute(tx)
    return Number(numAffectedRows ?? 0n)
  },
})
