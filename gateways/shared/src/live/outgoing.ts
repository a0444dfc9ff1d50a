// Messages of many sockets on their way to chat: those that come at about the same time are one
// call, and each is answered for itself.
import type { Client } from '@pk-auto/grpc/client'
import { fromRefusal } from '@pk-auto/grpc/error-wire'
import { together } from '@pk-auto/live/together'
import type {
  ChatDefinition,
  SendMessageRequest,
  SendMessageResponse,
  SendOutcome,
  WrittenConversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'

export type Outgoing = (
  message: SendMessageRequest,
  actorToken: string,
) => Promise<SendMessageResponse>

/**
 * As many of the largest frames as fit into one gRPC message; and calls at once. A call and its
 * transaction cost as much as ten messages: a pause that nobody notices halves what a busy gateway
 * asks of the machine.
 */
const TOGETHER = { most: 50, underWay: 2, everyMs: 5 }

const outcomeOf = ({ sent, refusal = UNANSWERED }: SendOutcome) =>
  sent ? { result: sent } : { error: fromRefusal(refusal) }
const UNANSWERED = { kind: 'internal', code: 'INTERNAL' }

/**
 * `show` gets what was written, for those who follow it here. @throws DomainError as SendMessage
 * does
 */
export function outgoing(
  chat: Pick<Client<typeof ChatDefinition>, 'sendMessage' | 'sendMessages'>,
  show: (written: WrittenConversation) => void,
): Outgoing {
  const send = together(
    async (messages: readonly { message: SendMessageRequest; actorToken: string }[]) => {
      const { outcomes, written } = await chat.sendMessages({ messages: [...messages] })
      written.forEach(show)
      return outcomes.map(outcomeOf)
    },
    { ...TOGETHER, isOfAll: () => true },
  )
  // Whether an upload is ready is asked of another service: nobody else waits for that.
  return (message, actorToken) =>
    message.mediaId === undefined
      ? send({ message, actorToken })
      : chat.sendMessage(message, { actorToken })
}
