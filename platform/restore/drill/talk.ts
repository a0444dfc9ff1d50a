// Two people who write to each other while the drill runs.
import { newId } from '@pk-auto/kernel/id'
import type { Visitor } from '../../visitor.ts'

export type Sent = { readonly seq: number; readonly at: Date }

export type Talk = {
  readonly conversation: string
  /** What is on disk, in the order of the answers. */
  readonly messages: readonly Sent[]
  /** By one and the other in turn; undefined when it was refused. */
  send(): Promise<Sent | undefined>
}

/** The buyer turns to the seller of this ad. @throws Error when that is refused */
export async function openTalk(
  { buyer, seller }: { buyer: Visitor; seller: Visitor },
  listingId: string,
): Promise<Talk> {
  const turn = { listingId, kind: 'message', text: 'Is it still for sale?' }
  const key = { 'idempotency-key': newId() }
  const { body } = await buyer.call<{ conversationId?: string }>('POST', '/api/v1/leads', turn, key)
  const conversation = body.conversationId
  if (conversation === undefined) throw new Error('turning to a seller was refused')
  const path = `/api/v1/chat/conversations/${conversation}/messages`
  const messages: Sent[] = []
  let next = seller
  return {
    ...{ conversation, messages },
    async send() {
      const [clientId, by] = [newId(), next]
      next = by === buyer ? seller : buyer
      const message = { clientId, kind: 'text', text: `message ${clientId}` }
      const { status, body: answer } = await by.call<{ seq: number }>('POST', path, message)
      if (status >= 300) return undefined
      const done = { seq: answer.seq, at: new Date() }
      messages.push(done)
      return done
    },
  }
}
