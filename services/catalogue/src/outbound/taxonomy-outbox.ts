// The taxonomy as events, part by part, and which versions of it were published.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { TAXONOMY } from '@pk-auto/proto/topics'
import type { Taxonomy } from '../domain/taxonomy.ts'
import { taxonomyEvents } from '../wire/taxonomy.ts'
import type { DB } from './schema.gen.ts'

export const taxonomyOutbox = (tx: Tx<DB>) => ({
  append: (taxonomy: Taxonomy, at: Date): Promise<void> =>
    outboxOf(tx).append(TAXONOMY, ...taxonomyEvents(taxonomy).map((event) => ({ event, at }))),
})

export const releaseStore = (tx: Tx<DB>) => ({
  async note(version: number, at: Date): Promise<boolean> {
    const row = await tx
      .insertInto('taxonomy_release')
      .values({ version, published_at: at })
      .onConflict((c) => c.doNothing())
      .returning('version')
      .executeTakeFirst()
    return row !== undefined
  },
})
