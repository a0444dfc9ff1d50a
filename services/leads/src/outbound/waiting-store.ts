// Leads that wait for a first answer, of many sellers at once, in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { PersonId } from '../domain/ids.ts'
import type { Waiting } from '../domain/lead.ts'
import { type LeadRow, toLead } from './lead-store.ts'
import type { DB } from './schema.gen.ts'

type Row = LeadRow & { readonly waiting: bigint }

export const waitingLeadStore = (tx: Tx<DB>) => ({
  async of(sellers: readonly PersonId[], newest: number): Promise<Waiting[]> {
    const { rows } = await sql<Row>`
      with waiting as (
        select seller_id, count(*) as waiting from lead
        where seller_id = any(${[...sellers]}::uuid[]) and status = 'new' group by seller_id)
      select w.waiting, latest.* from waiting w cross join lateral (
        select * from lead where seller_id = w.seller_id and status = 'new'
        order by last_contact_at desc, id desc limit ${newest}) latest
      order by latest.seller_id, latest.last_contact_at desc, latest.id desc`.execute(tx)
    return [...Map.groupBy(rows, ({ seller_id: seller }) => seller)].map(([seller, own]) => ({
      ...{ seller: seller as PersonId, count: Number(own[0]?.waiting ?? 0n) },
      newest: own.map(toLead),
    }))
  },
})
