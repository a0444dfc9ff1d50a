// Messages of many senders, written in one transaction: each is answered for itself.
import type { Clock } from '@pk-auto/kernel/clock'
import type { Outcome } from '@pk-auto/live/together'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Conversation } from '../domain/conversation.ts'
import { errors } from '../domain/errors.ts'
import type { ConversationId, MediaId } from '../domain/ids.ts'
import { isAttached, type MessageEvent, numbered } from '../domain/message.ts'
import type { Acknowledged, SentMessage } from './send-message.ts'
import type {
  AddedMessage,
  Batches,
  Changed,
  ConversationOutbox,
  Locked,
  Written,
} from './stores.ts'

export type AppendMessagesDeps = {
  clock: Clock
  changed: Changed
  inTransaction: InTransaction<{ batches: Batches; outbox: ConversationOutbox }>
}

/** What a batch has come to so far: a later message of it stands on the earlier ones. */
type Batch = {
  readonly heads: Map<ConversationId, Conversation>
  readonly sent: Map<string, { readonly ack: Acknowledged; readonly digest: string }>
  readonly used: Set<MediaId>
  readonly added: AddedMessage[]
}

/** @throws what sendMessage throws of a message that can be read */
function place(batch: Batch, { draft, before, blocked, used, digest, ...rest }: Locked, at: Date) {
  const { conversation: id, sender, clientId, body, traceparent } = draft
  const conversation = batch.heads.get(id) ?? rest.conversation
  // Absent and foreign ones alike.
  if (!conversation?.people.includes(sender))
    throw errors.CONVERSATION_NOT_FOUND({ conversationId: id })
  const key = `${id} ${sender} ${clientId}`
  const twin = batch.sent.get(key)
  const earlier = twin ? { ...twin.ack, same: twin.digest === digest } : before
  if (earlier && !earlier.same) throw errors.MESSAGE_KEY_REUSED({ seq: earlier.seq })
  if (earlier) return { seq: earlier.seq, at: earlier.at, repeated: true }
  if (blocked) throw errors.CONVERSATION_BLOCKED()
  const media = isAttached(body) ? body.mediaId : undefined
  if (media && (used || batch.used.has(media))) throw errors.ATTACHMENT_USED()
  if (media) batch.used.add(media)
  const message = { type: 'message', actor: sender, clientId, body, at } as const
  const event = numbered(conversation, message) as MessageEvent
  batch.heads.set(id, { ...conversation, lastSeq: event.seq })
  batch.added.push({ conversation, event, traceparent })
  const ack = { seq: event.seq, at, repeated: false }
  batch.sent.set(key, { ack, digest })
  return ack
}

/**
 * In the order given, one answer for each. In the name of the service, because the senders are
 * different people: that each takes part is checked here. When it resolves all that was not
 * refused is on disk; when it throws nothing is, as far as anybody knows.
 */
export function appendMessages({ clock, changed, inTransaction }: AppendMessagesDeps) {
  return async function appendMessages(
    drafts: readonly Locked['draft'][],
  ): Promise<Outcome<SentMessage>[]> {
    const batch: Batch = { heads: new Map(), sent: new Map(), used: new Set(), added: [] }
    const { added, heads } = batch
    const system = 'chat.append-messages'
    const { each, sides } = await inTransaction({ system }, async ({ batches, outbox }) => {
      const locked = await batches.lock(drafts)
      const at = clock.now()
      const each = locked.map((one): Outcome<Acknowledged> => {
        try {
          return { result: place(batch, one, at) }
        } catch (error) {
          return { error }
        }
      })
      if (added.length === 0) return { each, sides: undefined }
      const [sides] = await Promise.all([batches.append(added), outbox.appendAll(added)])
      return { each, sides }
    })
    const events = Map.groupBy(added, ({ conversation }) => conversation.id)
    const written = new Map<ConversationId, Written>()
    for (const [id, both] of sides ?? []) {
      const conversation = heads.get(id)
      if (!conversation) continue
      const own = (events.get(id) ?? []).map(({ event }) => event)
      written.set(id, { conversation, sides: both, events: own })
      changed(
        both.map(({ person }) => person),
        both.map(({ feedSeq }) => feedSeq),
      )
    }
    return each.map((outcome, i) => {
      if ('error' in outcome || outcome.result.repeated) return outcome
      return { result: { ...outcome.result, written: written.get(drafts[i]!.conversation) } }
    })
  }
}
