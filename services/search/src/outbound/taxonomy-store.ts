// The taxonomy's parts in Postgres, read back through a schema.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import { z } from 'zod'
import type { TaxonomyPart } from '../domain/taxonomy.ts'
import type { TaxonomyParts } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

const Label = z.object({ en: z.string(), ur: z.string() })
const Named = z.object({ slug: z.string(), name: Label, nicknames: z.array(z.string()) })
// Parts stored before equipment was known have none.
const Variant = z.object({
  slug: z.string(),
  name: Label,
  features: z.array(z.string()).optional(),
})
const Generation = Named.extend({ variants: z.array(Variant) })
const Model = Named.extend({
  generations: z.array(Generation),
  seats: z.array(z.number()).optional(),
})
const Make = Named.extend({ models: z.array(Model) })
const City = Named.extend({ lat: z.number(), lon: z.number(), areas: z.array(Named) })
const Part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('make'), make: Make }),
  z.object({ kind: z.literal('cities'), cities: z.array(City) }),
  z.object({ kind: z.literal('terms'), name: z.string(), terms: z.array(Named) }),
])

/** More parts than any market has; a bound for the reader's sake. */
const MOST_PARTS = 5_000

export const taxonomyStore = (tx: Tx<DB>): TaxonomyParts => ({
  async upsertNewer(facts) {
    if (facts.length === 0) return []
    const rows = JSON.stringify(
      facts.map(({ key, version, part }) => ({ key, version, part: part ?? null })),
    )
    const stored = await sql<{ key: string }>`
      with facts as (
        select key, version, nullif(part, 'null'::jsonb) as part
        from jsonb_to_recordset(${rows}::jsonb) as r (key text, version int, part jsonb)
      ), before as (
        select key, part from taxonomy_part where key in (select key from facts)
      ), written as (
        insert into taxonomy_part as stored (key, version, part)
        select key, version, part from facts order by key
        on conflict (key) do update set version = excluded.version, part = excluded.part
        where stored.version < excluded.version
        returning key, part
      )
      select written.key from written left join before using (key)
      where before.part is distinct from written.part`.execute(tx)
    const changed = new Set(stored.rows.map(({ key }) => key))
    return facts.filter(({ key }) => changed.has(key))
  },
  async all() {
    const rows = await tx
      .selectFrom('taxonomy_part')
      .select('part')
      .where('part', 'is not', null)
      .orderBy('key')
      .limit(MOST_PARTS)
      .execute()
    return rows.map(({ part }) => Part.parse(part) as TaxonomyPart)
  },
  async stamp() {
    const row = await sql<{
      stamp: string
    }>`select count(*) || '/' || coalesce(sum(version), 0) as stamp from taxonomy_part`.execute(tx)
    return row.rows[0]?.stamp ?? ''
  },
})
