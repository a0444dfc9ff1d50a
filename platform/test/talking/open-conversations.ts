// Opens conversations in the name of `leads`, as it does when a buyer writes about an ad.
import { connectGrpc } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock } from '@pk-auto/kernel/clock'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { Visitor } from '../../visitor.ts'

export type Conversations = AsyncDisposable & {
  /** The id of the conversation of two people about an ad. */
  open(
    from: Pick<Visitor, 'accessToken'>,
    to: Pick<Visitor, 'personId'>,
    listingId: string,
  ): Promise<string>
}

/** Where the two listen, and the secret that services prove themselves by. */
export type Neighbours = {
  readonly ports: Readonly<Record<'chat' | 'identity', number | string | undefined>>
  readonly secret: string | undefined
}

/** Connects when first asked. */
export function openConversations({ ports, secret = '' }: Neighbours): Conversations {
  const stack = new AsyncDisposableStack()
  const settings = (service: string, part: 'chat' | 'identity') => ({
    ...{ service, address: `127.0.0.1:${ports[part]}` },
    credentials: serviceCredentials({ service, secret, clock: systemClock }),
  })
  const chat = stack.use(connectGrpc(ChatDefinition, settings('leads', 'chat')))
  const identity = stack.use(connectGrpc(IdentityDefinition, settings('gateway-pwa', 'identity')))
  return {
    async open({ accessToken }, { personId }, listingId) {
      const { actorToken } = await identity.issueActorToken({ accessToken })
      const { conversation } = await chat.openConversation({ personId, listingId }, { actorToken })
      return conversation?.id ?? ''
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
