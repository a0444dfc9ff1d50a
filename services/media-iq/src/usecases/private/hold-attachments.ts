// Messages were sent with media, or deleted: what a conversation shows stays, what it has let go is
// removed.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { MediaId } from '../../domain/ids.ts'

/** Of one media, in the order in which it happened. */
export type AttachmentFact = { readonly media: MediaId; readonly shown: boolean }

export type HoldAttachmentsDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    media: {
      hold(ids: readonly MediaId[]): Promise<void>
      lock(ids: readonly MediaId[]): Promise<MediaId[]>
      release(ids: readonly MediaId[], sweepDueAt: Date): Promise<void>
    }
  }>
}

/**
 * A media is in one message only, so of each the last fact counts. Repeated facts change nothing:
 * what was removed stays removed.
 */
export function holdAttachments({ clock, inTransaction }: HoldAttachmentsDeps) {
  return async function holdAttachments(facts: readonly AttachmentFact[]): Promise<void> {
    if (facts.length === 0) return
    const last = new Map(facts.map(({ media, shown }) => [media, shown]))
    const idsOf = (wanted: boolean) =>
      [...last].flatMap(([id, shown]) => (shown === wanted ? id : []))
    await inTransaction({ system: 'media-iq' }, async ({ media }) => {
      await media.hold([...last.keys()])
      await media.lock(idsOf(true))
      await media.release(idsOf(false), clock.now())
    })
  }
}
