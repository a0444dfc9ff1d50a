// Private media of people, in Postgres: for workers, when their owners are erased.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../domain/ids.ts'
import type { Media } from '../domain/media.ts'
import type { Purpose } from '../domain/purpose.ts'
import { MEDIA_COLUMNS, toMedia } from './media-row.ts'
import type { DB } from './schema.gen.ts'

const PUBLIC: Purpose = 'listing-photo'

export const privateMediaStore = (tx: Tx<DB>) => ({
  async privateOf(owners: readonly PersonId[], limit: number): Promise<Media[]> {
    const rows = await tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('owner_id', 'in', owners)
      .where('purpose', '<>', PUBLIC)
      .where('state', 'in', ['signed', 'ready', 'refused'])
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .execute()
    return rows.map(toMedia)
  },

  async releaseOf(owners: readonly PersonId[], sweepDueAt: Date): Promise<void> {
    await tx
      .updateTable('media')
      .set({ sweep_due_at: sweepDueAt })
      .where('owner_id', 'in', owners)
      .where('purpose', '<>', PUBLIC)
      .where('state', '=', 'processing')
      .execute()
  },
})
