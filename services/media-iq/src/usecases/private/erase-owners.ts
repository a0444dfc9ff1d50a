// People were erased: what they sent in private goes with them. What their listings show goes with
// the listings.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import { type Media, remove } from '../../domain/media.ts'
import { objectKeys, originalKey } from '../../domain/object-keys.ts'
import { uploadDeleteAt } from '../../domain/retention.ts'

export type EraseOwnersDeps = {
  clock: Clock
  urlMinutes: number
  inTransaction: InTransaction<{
    media: {
      /** Locks and returns private media of these people that can be removed now. */
      privateOf(owners: readonly PersonId[], limit: number): Promise<Media[]>
      /** What is still being worked on goes with the next sweep once it is done. */
      releaseOf(owners: readonly PersonId[], sweepDueAt: Date): Promise<void>
      save(media: Media): Promise<void>
    }
    deletions: { scheduleDelete(keys: readonly string[], dueAt: Date): Promise<void> }
  }>
}

const BATCH = 100

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function eraseOwners({ clock, urlMinutes, inTransaction }: EraseOwnersDeps) {
  return async function eraseOwners(owners: readonly PersonId[]): Promise<void> {
    if (owners.length === 0) return
    const batch = () =>
      inTransaction({ system: 'media-iq' }, async ({ media, deletions }) => {
        const now = clock.now()
        await media.releaseOf(owners, now)
        const found = await media.privateOf(owners, BATCH)
        for (const each of found) {
          await media.save(remove(each))
          const uploaded = originalKey(each.id)
          const made = objectKeys(each).filter((key) => key !== uploaded)
          await deletions.scheduleDelete(made, now)
          await deletions.scheduleDelete([uploaded], uploadDeleteAt(each.signedAt, now, urlMinutes))
        }
        return found.length
      })
    while ((await batch()) === BATCH);
  }
}
