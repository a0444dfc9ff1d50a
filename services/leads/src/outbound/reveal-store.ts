// The ledger of numbers that were shown: rows are added and never changed.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { LockPerson, Reveals } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

export const revealStore = (tx: Tx<DB>): Reveals => ({
  async has(person, listing) {
    const row = await tx
      .selectFrom('reveal')
      .select('at')
      .where('person_id', '=', person)
      .where('listing_id', '=', listing)
      .executeTakeFirst()
    return row !== undefined
  },
  async since(person, since) {
    const { count } = await tx
      .selectFrom('reveal')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('person_id', '=', person)
      .where('at', '>=', since)
      .executeTakeFirstOrThrow()
    return Number(count)
  },
  async insert({ person, listing, seller, at }) {
    const row = { person_id: person, listing_id: listing, seller_id: seller, at }
    await tx.insertInto('reveal').values(row).execute()
  },
})

export const oldRevealStore = (tx: Tx<DB>) => ({
  async remove(before: Date, limit: number): Promise<number> {
    const { numAffectedRows } = await sql`
      delete from reveal where ctid = any (array(
        select ctid from reveal where at <= ${before} order by at limit ${limit}
        for update skip locked))`.execute(tx)
    return Number(numAffectedRows ?? 0n)
  },
})

/** Until the transaction ends, what was counted of this person stays true. */
export const personLock =
  (tx: Tx<DB>): LockPerson =>
  async (person) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 2))`.execute(tx)
  }
