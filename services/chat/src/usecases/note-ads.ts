// Ads were sold, taken down or are back: each conversation about one gets a note of it.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type SystemEvent, numbered } from '../domain/message.ts'
import { type Ad, type Note, noteOn, PLATFORM } from '../domain/note.ts'
import type { Ads, Changed, ConversationOutbox, Noted } from './stores.ts'

export type NoteAdsDeps = {
  clock: Clock
  changed: Changed
  inTransaction: InTransaction<{ ads: Ads; outbox: ConversationOutbox }>
}

/**
 * The states and the notes in one commit: a repeat, or an event that comes late, is no newer than
 * what is stored and changes nothing. Of each ad at most once in a batch.
 */
export function noteAds({ clock, changed, inTransaction }: NoteAdsDeps) {
  return async function noteAds(batch: readonly Ad[]): Promise<void> {
    if (batch.length === 0) return
    const sides = await inTransaction({ system: 'chat.note-ads' }, async ({ ads, outbox }) => {
      const stored = await ads.lock(batch.map(({ listing }) => listing))
      const newer = batch.flatMap((ad) => {
        const before = stored.get(ad.listing)
        // An ad that was erased unseen has nobody who talks about it.
        const version = ad.version ?? before?.version
        const isLate = before && ad.version !== undefined && ad.version <= before.version
        return version === undefined || isLate ? [] : [{ ...ad, version, before: before?.state }]
      })
      await ads.store(newer)
      const notes = new Map<string, Note>()
      for (const { listing, state, before } of newer) {
        const note = noteOn(before, state)
        if (note) notes.set(listing, note)
      }
      if (notes.size === 0) return []
      const at = clock.now()
      const noted = (await ads.conversations([...notes.keys()])).flatMap(
        (conversation): Noted[] => {
          const { about } = conversation
          const body = about.kind === 'listing' ? notes.get(about.id) : undefined
          if (!body) return []
          const note = { type: 'system', actor: PLATFORM, body, at } as const
          return [{ conversation, event: numbered(conversation, note) as SystemEvent }]
        },
      )
      if (noted.length === 0) return []
      const [moved] = await Promise.all([ads.append(noted), outbox.appendAll(noted)])
      return moved
    })
    changed(
      sides.map(({ person }) => person),
      sides.map(({ feedSeq }) => feedSeq),
    )
  }
}
