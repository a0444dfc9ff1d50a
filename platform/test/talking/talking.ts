// People who talk: chat, identity and the web gateway in this process, and clients with sockets.
import { randomBytes } from 'node:crypto'
import { connectGrpc } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { dropDatabases } from '../../databases.ts'
import { environmentOf } from '../../environment.ts'
import { ownPorts } from '../../own-ports.ts'
import type { PartName } from '../../parts.ts'
import { startPlatform } from '../../platform.ts'
import { newAddress } from '../../processes.ts'
import { signIn, type Visitor } from '../../visitor.ts'
import { openSocket, type TestSocket } from './test-socket.ts'

const PARTS: readonly PartName[] = ['identity', 'notify', 'chat', 'gateway-pwa']

export type Talker = Visitor & {
  /** With a fresh ticket; says hello and waits for the answer. */
  live(): Promise<TestSocket>
}

export type Talking = Awaited<ReturnType<typeof startTalking>>

/** Disposing stops all of it and drops the databases. */
export async function startTalking(servers: ServerUrls) {
  await using stack = new AsyncDisposableStack()
  const namespace = `t${randomBytes(5).toString('hex')}`
  stack.defer(() => dropDatabases({ servers, namespace }))
  const ports = await ownPorts()
  const place = { servers, ports, profile: 'test' as const, namespace }
  const platform = stack.use(await startPlatform({ ...place, parts: PARTS }))
  const { gatewayUrl } = platform
  const secret = environmentOf('chat', place)['SERVICE_SECRET'] ?? ''
  const as = (service: string) => ({
    service,
    credentials: serviceCredentials({ service, secret, clock: systemClock }),
  })
  const address = (part: 'chat' | 'identity') => `127.0.0.1:${platform.part(part).grpcPort}`
  const leads = stack.use(connectGrpc(ChatDefinition, { address: address('chat'), ...as('leads') }))
  const identity = stack.use(
    connectGrpc(IdentityDefinition, { address: address('identity'), ...as('gateway-pwa') }),
  )
  const running = stack.move()
  return {
    ...{ platform, gatewayUrl, namespace },
    async talker(): Promise<Talker> {
      const phone = `+92300${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`
      const visitor = await signIn(gatewayUrl, phone, { headers: newAddress() })
      return { ...visitor, live: () => openSocket(gatewayUrl, visitor) }
    },
    /** The id of the conversation of two people about a new ad. */
    async converse(from: Visitor, to: Visitor): Promise<string> {
      const { accessToken } = from
      const { actorToken } = await identity.issueActorToken({ accessToken })
      const { conversation } = await leads.openConversation(
        { personId: to.personId, listingId: newId() },
        { actorToken },
      )
      return conversation?.id ?? ''
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
