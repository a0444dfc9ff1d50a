// The socket of a gateway: tickets, sessions, what is followed, and the port it shares with HTTP.
import type { Client } from '@pk-auto/grpc/client'
import type { Http } from '@pk-auto/http/create-http'
import { type Clock, systemClock } from '@pk-auto/kernel/clock'
import { socketServer } from '@pk-auto/live/socket-server'
import { tickets, type Tickets } from '@pk-auto/live/tickets'
import type { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { Redis } from '@pk-auto/redis/redis'
import type { GatewayConfig } from '../settings.ts'
import { timedSends } from '../timed-sends.ts'
import { chatSocket, type Holder } from './chat-socket.ts'
import { followers } from './followers.ts'
import { news, type NewsSettings } from './news/news.ts'
import { outgoing } from './outgoing.ts'
import { presence, type SeenOf } from './presence.ts'
import { openSessions } from './open-sessions.ts'
import { messageBuckets } from './message-buckets.ts'

export type LiveSettings = {
  readonly service: string
  readonly config: Pick<GatewayConfig, 'cookieSecret' | 'webOrigins' | 'goawayMs'>
  readonly identity: Pick<Client<typeof IdentityDefinition>, 'checkSessions'>
  readonly chat: Client<typeof ChatDefinition>
  readonly notify: NewsSettings['notify']
  readonly leads: NewsSettings['leads']
  readonly search: NewsSettings['search']
  readonly catalogue: NewsSettings['catalogue']
  readonly redis?: Redis | undefined
  readonly clock: Clock
}

export type Live = AsyncDisposable & {
  readonly tickets: Tickets<Holder>
  readonly seen: SeenOf
}

/** To be opened before the app listens; sockets are told to go before the app closes. */
export function openLive(app: Http, settings: LiveSettings): Live {
  const { service, config, identity, chat, redis, clock } = settings
  const stack = new AsyncDisposableStack()
  const sessions = stack.use(openSessions({ service, identity, clock }))
  const followed = stack.use(followers({ service, chat, hints: redis }))
  const isNew = stack.use(news({ ...settings, hints: redis }))
  const issued = tickets<Holder>({
    secret: config.cookieSecret,
    clock: systemClock,
    async first(nonce, ttlMs) {
      const taken = await redis?.takeToken(`ticket:${nonce}`, { capacity: 1, perMs: ttlMs })
      return taken === undefined || taken === 'unknown' ? undefined : taken.allowed
    },
  })
  const buckets = messageBuckets(() => performance.now())
  const there = stack.use(presence({ service, stamps: redis, now: () => clock.now().getTime() }))
  const deps = {
    ...{ service, chat, outgoing: outgoing(chat, (written) => followed.show(written)), sessions },
    ...{ followers: followed, buckets, presence: there, news: isNew, timed: timedSends(service) },
  }
  const sockets = socketServer<Holder>({
    ...{ service, server: app.server, path: '/live', origins: config.webOrigins },
    ...{ redeem: (ticket: string) => issued.redeem(ticket), goawayMs: config.goawayMs },
    opened: (holder, socket) => chatSocket(deps, holder, socket),
  })
  app.addHook('preClose', () => sockets.drain())
  return { tickets: issued, seen: there.seen, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}
