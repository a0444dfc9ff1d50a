// Opens conversations in the name of `leads`, as it does when a buyer writes about an ad.
import { connectGrpc } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock } from '@pk-auto/kernel/clock'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { environmentOf } from '../environment.ts'
import type { Platform } from '../platform.ts'
import { signIn, type Visitor } from '../visitor.ts'

export type Conversations = AsyncDisposable & {
  /** A person with an app of their own: the same one that signs in with this number elsewhere. */
  person(phone: string): Promise<Visitor>
  /** The id of the conversation of two people about an ad. */
  open(from: Visitor, to: Visitor, listingId: string): Promise<string>
}
type Place = Parameters<typeof environmentOf>[1]

/** Disposing closes its connections. */
export async function openConversations(platform: Platform, place: Place): Promise<Conversations> {
  await using stack = new AsyncDisposableStack()
  const secret = environmentOf('chat', place)['SERVICE_SECRET'] ?? ''
  const as = (service: string) => ({
    ...{ service, credentials: serviceCredentials({ service, secret, clock: systemClock }) },
  })
  const address = (part: 'chat' | 'identity') => `127.0.0.1:${platform.part(part).grpcPort}`
  const chat = stack.use(connectGrpc(ChatDefinition, { address: address('chat'), ...as('leads') }))
  const identity = stack.use(
    connectGrpc(IdentityDefinition, { address: address('identity'), ...as('gateway-pwa') }),
  )
  const held = stack.move()
  return {
    person: (phone) => signIn(platform.gatewayUrl, phone.replace(/^0/, '+92')),
    async open({ accessToken }, { personId }, listingId) {
      const { actorToken } = await identity.issueActorToken({ accessToken })
      const { conversation } = await chat.openConversation({ personId, listingId }, { actorToken })
      return conversation?.id ?? ''
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
