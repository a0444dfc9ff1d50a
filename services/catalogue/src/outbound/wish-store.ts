// Wished models in Postgres: one row for each, without a trace of who wished.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { ListedWish, ModelWishes } from '../usecases/wishes/stores.ts'
import type { DB } from './schema.gen.ts'

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

export const wishStore = (tx: Tx<DB>): ModelWishes => ({
  async repeat(key, at) {
    const day = dayOf(at)
    const { rows } = await sql`
      update model_wish set days = days + (last_on < ${day}::date)::int,
        last_on = greatest(last_on, ${day}::date)
      where wish = ${key} returning wish`.execute(tx)
    return rows.length > 0
  },
  async lockAndCountNew(at) {
    await sql`select pg_advisory_xact_lock(hashtextextended('catalogue.wishes', 0))`.execute(tx)
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from model_wish
      where first_on = ${dayOf(at)}::date`.execute(tx)
    return rows[0]?.count ?? 0
  },
  async add(key, { make, model }, at) {
    const day = dayOf(at)
    await sql`
      insert into model_wish (wish, make, model, first_on, last_on, days)
      values (${key}, ${make}, ${model}, ${day}::date, ${day}::date, 1)
      on conflict (wish) do nothing`.execute(tx)
  },
  async most(limit) {
    const { rows } = await sql<ListedWish>`
      select make, model, days, first_on::text as "firstOn", last_on::text as "lastOn"
      from model_wish order by days desc, wish limit ${limit}`.execute(tx)
    return rows
  },
})
