// People who talk: chat, identity and the web gateway in this process, and clients with sockets.
import { randomBytes } from 'node:crypto'
import { newId } from '@pk-auto/kernel/id'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { dropDatabases } from '../../processes/databases.ts'
import { environmentOf } from '../../environment.ts'
import { ownPorts } from '../../processes/own-ports.ts'
import type { PartName } from '../../parts.ts'
import { startPlatform } from '../../platform.ts'
import { newAddress } from '../../processes/processes.ts'
import { signIn, type Visitor } from '../../visitor.ts'
import { openConversations } from './open-conversations.ts'
import { openSocket, type TestSocket } from './test-socket.ts'

const PARTS = ['identity', 'notify', 'chat', 'gateway-pwa'] as const satisfies readonly PartName[]

export type Talker = Visitor & {
  /** With a fresh ticket; says hello and waits for the answer. */
  live(): Promise<TestSocket>
}

export type Talking = Awaited<ReturnType<typeof startTalking>>

/** Disposing stops all of it and drops the databases. */
export async function startTalking(servers: ServerUrls, more: readonly PartName[] = []) {
  await using stack = new AsyncDisposableStack()
  const namespace = `t${randomBytes(5).toString('hex')}`
  stack.defer(() => dropDatabases({ servers, namespace }))
  const ports = await ownPorts()
  const place = { servers, ports, profile: 'test' as const, namespace }
  const platform = stack.use(await startPlatform({ ...place, parts: [...PARTS, ...more] }))
  const { gatewayUrl } = platform
  const portOf = (part: 'chat' | 'identity') => platform.part(part).grpcPort
  const conversations = stack.use(
    openConversations({
      ports: { chat: portOf('chat'), identity: portOf('identity') },
      secret: environmentOf('chat', place)['SERVICE_SECRET'],
    }),
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
    converse: (from: Visitor, to: Visitor) => conversations.open(from, to, newId()),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
