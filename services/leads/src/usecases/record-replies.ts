// Somebody wrote in conversations: which leads have their first reply by that.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import { type Lead, replied } from '../domain/lead.ts'
import type { LeadOutbox, Leads, WaitingChanged } from './stores.ts'

/** A message, of which only this is known here. */
export type Message = {
  readonly conversation: ConversationId
  readonly by: PersonId
  readonly at: Date
}

export type RecordRepliesDeps = {
  waitingChanged: WaitingChanged
  inTransaction: InTransaction<{
    unanswered: {
      /** Locks those of these conversations whose seller has not written yet. */
      take(conversations: readonly ConversationId[]): Promise<Lead[]>
    }
    leads: Leads
    outbox: LeadOutbox
  }>
}

/** In the order of each log. A repeat finds the reply recorded and does nothing. */
export function recordReplies({ waitingChanged, inTransaction }: RecordRepliesDeps) {
  return async function recordReplies(written: readonly Message[]): Promise<void> {
    if (written.length === 0) return
    const sellers = new Set<PersonId>()
    await inTransaction({ system: 'leads.record-replies' }, async (stores) => {
      const { unanswered, leads, outbox } = stores
      const open = await unanswered.take([...new Set(written.map((each) => each.conversation))])
      for (const lead of open) {
        const { conversation, seller } = lead
        const first = written.find((one) => one.conversation === conversation && one.by === seller)
        const after = first && replied(lead, first.at)
        if (!first || !after) continue
        await leads.save(after)
        await outbox.append('replied', first.at, after)
        sellers.add(seller)
      }
    })
    waitingChanged([...sellers])
  }
}
