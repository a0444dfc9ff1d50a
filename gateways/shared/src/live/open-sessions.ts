// Whether the sessions behind open sockets are still open, and the token each acts with: asked of
// identity for many at once.
import { setTimeout as wait } from 'node:timers/promises'
import { gathered } from '@pk-auto/live/gathered'
import type { Client } from '@pk-auto/grpc/client'
import type { Clock } from '@pk-auto/kernel/clock'
import { repeat } from '@pk-auto/lifecycle/repeat'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { answers } from '../answers.ts'
import { errors } from '../errors.ts'

export type SessionSettings = {
  readonly service: string
  readonly identity: Pick<Client<typeof IdentityDefinition>, 'checkSessions'>
  readonly clock: Clock
}

export type SessionWatcher = {
  /** Identity says that it has ended. */
  sessionOver(): void
}

export type OpenSessions = AsyncDisposable & {
  /** Watches a session until `unwatch`. */
  watch(sessionId: string, watcher: SessionWatcher): void
  unwatch(sessionId: string, watcher: SessionWatcher): void
  /**
   * The actor token of a watched session. While identity is away tokens end within a minute, and
   * the socket can only read. @throws SESSION_ENDED (unauthenticated) · SESSION_UNKNOWN
   * (unavailable)
   */
  token(sessionId: string): Promise<string>
}

type Watched = {
  readonly id: string
  watchers: readonly SessionWatcher[]
  token?: string
  /** Of the token. */
  until: number
  /** While somebody waits for an answer. */
  asking?: PromiseWithResolvers<void> | undefined
}

const refuse = (): never => {
  throw errors.SESSION_UNKNOWN({}, { retryAfterMs: PATIENCE_MS })
}

const AT_ONCE = 500
const EVERY_MS = 60_000
/** A token is asked anew this long before it ends. */
const MARGIN_MS = 10_000
/** How long a write waits for identity. */
const PATIENCE_MS = 2_000
const GATHER_MS = 2

export function openSessions({ service, identity, clock }: SessionSettings): OpenSessions {
  const watched = new Map<string, Watched>()
  const now = () => clock.now().getTime()

  const check = async (sessions: readonly Watched[]): Promise<void> => {
    for (let from = 0; from < sessions.length; from += AT_ONCE) {
      const asked = sessions.slice(from, from + AT_ONCE)
      const answer = await identity.checkSessions({ sessionIds: asked.map(({ id }) => id) })
      const open = new Map(answer.sessions.map((session) => [session.sessionId, session]))
      for (const session of asked) {
        const found = open.get(session.id)
        if (found) {
          session.token = found.actorToken
          session.until = +(found.expiresAt ?? 0)
        } else {
          watched.delete(session.id)
          for (const watcher of session.watchers) watcher.sessionOver()
        }
        session.asking?.resolve()
        session.asking = undefined
      }
    }
  }
  const asking = gathered<Watched>({ service, gatherMs: GATHER_MS, read: check })
  const loop = repeat({
    ...{ name: 'live.sessions', service, everyMs: EVERY_MS },
    run: () => check([...watched.values()]),
  })
  return {
    watch(sessionId, watcher) {
      const session = watched.get(sessionId) ?? { id: sessionId, watchers: [], until: 0 }
      session.watchers = [...session.watchers, watcher]
      watched.set(sessionId, session)
    },
    unwatch(sessionId, watcher) {
      const session = watched.get(sessionId)
      if (!session) return
      session.watchers = session.watchers.filter((one) => one !== watcher)
      if (session.watchers.length > 0) return
      watched.delete(sessionId)
      asking.forget(session)
    },
    async token(sessionId) {
      const session = watched.get(sessionId)
      if (!session) throw answers.SESSION_ENDED()
      const fresh = () => (session.until - MARGIN_MS > now() ? session.token : undefined)
      if (fresh() === undefined) {
        session.asking ??= Promise.withResolvers()
        asking.want(session)
        await Promise.race([session.asking.promise, wait(PATIENCE_MS, undefined, { ref: false })])
      }
      if (!watched.has(sessionId)) throw answers.SESSION_ENDED()
      return fresh() ?? refuse()
    },
    async [Symbol.asyncDispose]() {
      asking[Symbol.dispose]()
      await loop[Symbol.asyncDispose]()
    },
  }
}
