// Fills a development market with conversations that have been, through the outbox like any other.
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { begin } from '../../domain/conversation.ts'
import type { ClientId, ConversationId, PersonId } from '../../domain/ids.ts'
import { numbered } from '../../domain/message.ts'
import type { ConversationOutbox, Conversations, Log } from '../stores.ts'

export type SeedConversation = {
  readonly id: string
  readonly listing: string
  readonly from: string
  readonly to: string
  readonly at: Date
  /** Oldest first. */
  readonly messages: readonly { id: string; by: string; text: string; at: Date }[]
}

export type SeedConversationsDeps = {
  profile: string
  inTransaction: InTransaction<{
    conversations: Conversations
    log: Log
    outbox: ConversationOutbox
  }>
}

/**
 * One batch in one commit. Idempotent by pair and listing: what is there stays as it is. Returns
 * how many were new. @throws SEED_REFUSED in production
 */
export function seedConversations({ profile, inTransaction }: SeedConversationsDeps) {
  return async function seedConversations(batch: readonly SeedConversation[]): Promise<number> {
    if (profile === 'production') throw kernelErrors.SEED_REFUSED()
    return inTransaction({ system: 'chat.seed' }, async ({ conversations, log, outbox }) => {
      let made = 0
      for (const seed of batch) {
        const { created, conversation } = await conversations.ensure(
          begin(
            {
              ...{ id: seed.id as ConversationId, about: { kind: 'listing', id: seed.listing } },
              ...{ from: seed.from as PersonId, to: seed.to as PersonId },
            },
            seed.at,
          ),
        )
        if (!created) continue
        made += 1
        for (const [lastSeq, { id, by, text, at }] of seed.messages.entries()) {
          const before = { ...conversation, lastSeq }
          const event = numbered(before, {
            ...{ type: 'message', actor: by as PersonId, clientId: id as ClientId, at },
            body: { kind: 'text', text },
          })
          await Promise.all([log.append(before, event), outbox.append(before, event)])
        }
      }
      return made
    })
  }
}
