// Ads were sold, taken down or are back: each conversation about one gets a note of it.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type Ad, noteOn } from '../../domain/note.ts'
import type { Ads, Changed, ConversationOutbox, Owed } from '../stores.ts'
import { writeOwed } from './write-owed.ts'

export type NoteAdsDeps = {
  clock: Clock
  changed: Changed
  inTransaction: InTransaction<{ ads: Ads; outbox: ConversationOutbox }>
}

type Stored = Awaited<ReturnType<Ads['lock']>>

/** Takes in what is newer than what is stored; returns the notes that are owed for it. */
async function takeIn(ads: Ads, stored: Stored, { batch, at }: { batch: readonly Ad[]; at: Date }) {
  const newer = batch.flatMap((ad) => {
    const before = stored.get(ad.listing)
    // An ad that was erased unseen has nobody who talks about it.
    const version = ad.version ?? before?.version
    const isLate = before && ad.version !== undefined && ad.version <= before.version
    return version === undefined || isLate ? [] : [{ ...ad, version, before: before?.state }]
  })
  await ads.store(newer)
  return newer.flatMap(({ listing, state, before }): Owed[] => {
    const note = noteOn(before, state)
    return note ? [{ listing, note, at }] : []
  })
}

/**
 * The states, which notes they ask for, and the first hundred of these in one commit; all further
 * ones in commits of a hundred, each with how far they are written. A repeat, or an event that
 * comes late, is no newer than what is stored and changes nothing, but completes what was cut off;
 * so does a later event of the ad, before it is taken in. Of each ad at most once in a batch.
 */
export function noteAds({ clock, changed, inTransaction }: NoteAdsDeps) {
  return async function noteAds(batch: readonly Ad[]): Promise<void> {
    if (batch.length === 0) return
    const listings = batch.map(({ listing }) => listing)
    const step = () =>
      inTransaction({ system: 'chat.note-ads' }, async ({ ads, outbox }) => {
        const at = clock.now()
        // First: of two who have the same ads each writes its own hundred.
        const stored = await ads.lock(listings)
        const isFree = !(await ads.areOwed(listings))
        if (isFree) {
          const owed = await takeIn(ads, stored, { batch, at })
          if (owed.length === 0) return { isTaken: true, moved: [] }
          await ads.owe(owed)
        }
        const { isLast, moved } = await writeOwed({ ads, outbox }, listings, at)
        return { isTaken: isFree && isLast, moved }
      })
    for (let isDone = false; !isDone;) {
      const { isTaken, moved } = await step()
      changed(
        moved.map(({ person }) => person),
        moved.map(({ feedSeq }) => feedSeq),
      )
      isDone = isTaken
    }
  }
}
