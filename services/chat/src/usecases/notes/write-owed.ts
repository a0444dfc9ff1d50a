// Some of the notes that are owed about ads, each in its log, inside a transaction.
import { type SystemEvent, numbered } from '../../domain/message.ts'
import { PLATFORM } from '../../domain/note.ts'
import type { Ads, ConversationOutbox, ListHead, Noted } from '../stores.ts'

/** Each conversation is locked until the commit, and nobody writes in it meanwhile. */
const AT_ONCE = 100

/** The next hundred notes about these ads, which must be locked; `moved` are the lists. */
export async function writeOwed(
  { ads, outbox }: { readonly ads: Ads; readonly outbox: ConversationOutbox },
  listings: readonly string[],
  at: Date,
): Promise<{ readonly isLast: boolean; readonly moved: readonly ListHead[] }> {
  const due = await ads.nextOwed(listings, AT_ONCE)
  const noted = due.map(({ conversation, note: body }): Noted => {
    const note = { type: 'system', actor: PLATFORM, body, at } as const
    return { conversation, event: numbered(conversation, note) as SystemEvent }
  })
  const isLast = due.length < AT_ONCE
  if (noted.length === 0) return { isLast, moved: [] }
  const [moved] = await Promise.all([ads.append(noted), outbox.appendAll(noted)])
  return { isLast, moved }
}
