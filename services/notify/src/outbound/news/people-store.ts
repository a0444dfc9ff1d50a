// In which language and by which channels people are reached, in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import { z } from 'zod'
import { langOf } from '../../domain/message.ts'
import { CHANNELS, PURPOSES } from '../../domain/news/news.ts'
import type { Preferences } from '../../domain/news/preferences.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { People } from '../../usecases/news/stores.ts'
import type { OwnPreferences } from '../../usecases/centre/stores.ts'
import type { KnownPeople } from '../../usecases/people/stores.ts'
import type { DB, Json } from '../schema.gen.ts'

const Purposes = z.partialRecord(z.enum(PURPOSES), z.partialRecord(z.enum(CHANNELS), z.boolean()))
const Quiet = z
  .union([z.literal('off'), z.strictObject({ from: z.int(), to: z.int(), zone: z.string() })])
  .nullable()

/** What an older build stored and this one does not know is left out of a person's way. */
const toPreferences = (row: { purposes: unknown; quiet: unknown }): Preferences => {
  const quiet = Quiet.parse(row.quiet ?? null)
  return { purposes: Purposes.parse(row.purposes ?? {}), ...(quiet && { quiet }) }
}

export const peopleStore = (tx: Tx<DB>): People => ({
  async of(people) {
    if (people.length === 0) return new Map()
    const { rows } = await sql<{
      person_id: string
      lang: string | null
      purposes: Json | null
      quiet: Json | null
      takes_pushes: boolean
    }>`select p.person_id, r.lang, c.purposes, c.quiet,
        exists (select from push_subscription s where s.person_id = p.person_id) as takes_pushes
      from unnest(${[...people]}::uuid[]) as p (person_id)
      left join recipient r on r.person_id = p.person_id
      left join preference c on c.person_id = p.person_id`.execute(tx)
    return new Map(
      rows.map((row) => [
        row.person_id as PersonId,
        {
          ...{ lang: langOf(row.lang ?? ''), preferences: toPreferences(row) },
          takesPushes: row.takes_pushes,
        },
      ]),
    )
  },
})

export const ownPreferences = (tx: Tx<DB>): OwnPreferences => ({
  async get(person) {
    const row = await tx
      .selectFrom('preference')
      .select(['purposes', 'quiet'])
      .where('person_id', '=', person)
      .forUpdate()
      .executeTakeFirst()
    return row ? toPreferences(row) : { purposes: {} }
  },
  async save(person, { purposes, quiet }) {
    const stored = {
      purposes: sql<string>`${JSON.stringify(purposes)}::jsonb`,
      quiet: quiet === undefined ? null : sql<string>`${JSON.stringify(quiet)}::jsonb`,
    }
    await tx
      .insertInto('preference')
      .values({ person_id: person, ...stored })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(stored))
      .execute()
  },
})

export const knownPeople = (tx: Tx<DB>): KnownPeople => ({
  async save(people) {
    if (people.length === 0) return
    await tx
      .insertInto('recipient')
      .values(people.map(({ person, version, lang }) => ({ person_id: person, version, lang })))
      .onConflict((conflict) =>
        conflict
          .column('person_id')
          .doUpdateSet((eb) => ({
            version: eb.ref('excluded.version'),
            lang: eb.ref('excluded.lang'),
          }))
          .whereRef('excluded.version', '>', 'recipient.version'),
      )
      .execute()
  },
  async erase(people) {
    for (const table of [
      ...(['recipient', 'news', 'notification', 'delivery', 'preference'] as const),
      'push_subscription' as const,
    ])
      await sql`delete from ${sql.table(table)}
        where person_id = any(${[...people]}::uuid[])`.execute(tx)
  },
})
