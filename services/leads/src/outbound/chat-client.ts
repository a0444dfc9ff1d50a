// Conversations, opened and written to in chat in a person's name.
import { createHash } from 'node:crypto'
import type { Client } from '@pk-auto/grpc/client'
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { ERROR_CODES } from '@pk-auto/proto/error-codes'
import type { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { ConversationId } from '../domain/ids.ts'
import type { ReportStepsDeps } from '../usecases/offers/report-steps.ts'
import type { Conversations } from '../usecases/stores.ts'

const answers = defineErrors(ERROR_CODES)

/** The same id for the same key, in the form of a UUID version 7. */
export function clientIdOf(key: string): string {
  const bytes = createHash('sha256').update(key).digest().subarray(0, 16)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const isBlocked = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'CONVERSATION_BLOCKED'

const isGone = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'CONVERSATION_NOT_FOUND'

export const chatClient = (
  client: Pick<
    Client<typeof ChatDefinition>,
    'openConversation' | 'sendMessage' | 'appendEvent' | 'readSides' | 'readBlock'
  >,
): Conversations & ReportStepsDeps['conversations'] => ({
  async isWelcome(actorToken, personId) {
    const { byActor, byOther } = await client.readBlock({ personId }, { actorToken })
    if (byActor && !byOther) throw answers.CONVERSATION_BLOCKED()
    return !byOther
  },
  async open(actorToken, { with: personId, listing: listingId }) {
    try {
      const opened = await client.openConversation({ personId, listingId }, { actorToken })
      return opened.conversation?.id as ConversationId | undefined
    } catch (error) {
      if (isBlocked(error)) return undefined
      throw error
    }
  },
  async mustNotBeBlocked({ conversation: conversationId, buyer, seller }) {
    const reads = [buyer, seller].map((personId) => ({ conversationId, personId }))
    const { items } = await client.readSides({ reads })
    if (items.some(({ side }) => side?.blocked)) throw answers.CONVERSATION_BLOCKED()
  },
  async appendStep({ id, conversation: conversationId, actor, ...taken }) {
    const { offer: offerId, lead: leadId, step, price, version, expiresAt } = taken
    const event = { offerId, leadId, step, price, version, expiresAt }
    try {
      await client.appendEvent({ conversationId, clientId: id, actorId: actor, offer: event })
    } catch (error) {
      if (!isBlocked(error) && !isGone(error)) throw error
    }
  },
  async send(actorToken, { conversation: conversationId, key, text }) {
    await client.sendMessage({ conversationId, clientId: clientIdOf(key), text }, { actorToken })
  },
})
