// Notes about an ad that were cut off are completed, whether its event comes again or not.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Ads, ConversationOutbox } from '../stores.ts'
import type { NoteAdsDeps } from './note-ads.ts'
import { writeOwed } from './write-owed.ts'

export type CompleteNotesDeps = Omit<NoteAdsDeps, 'inTransaction'> & {
  inTransaction: InTransaction<{
    ads: Ads & {
      /** One of which notes are owed, locked until commit; skips those that others work on. */
      lockOwed(): Promise<string | undefined>
    }
    outbox: ConversationOutbox
  }>
}

/** A hundred of one ad; returns how many ads were looked at. Safe to run anywhere, any time. */
export function completeNotes({ clock, changed, inTransaction }: CompleteNotesDeps) {
  return async function completeNotes(): Promise<number> {
    const { looked, moved } = await inTransaction(
      { system: 'chat.complete-notes' },
      async (stores) => {
        const listing = await stores.ads.lockOwed()
        if (listing === undefined) return { looked: 0, moved: [] }
        const written = await writeOwed(stores, [listing], clock.now())
        return { looked: 1, moved: written.moved }
      },
    )
    changed(
      moved.map(({ person }) => person),
      moved.map(({ feedSeq }) => feedSeq),
    )
    return looked
  }
}
