// Exchanges outer credentials for actor tokens and refreshes sessions, each once however many
// requests ask at the same time.
import type { Clock } from '@pk-auto/kernel/clock'
import { outsideCall } from '@pk-auto/grpc/call'
import type { Client } from '@pk-auto/grpc/client'
import { rememberUntil } from '@pk-auto/lifecycle/remember-until'
import type { IdentityDefinition, Session } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { WebSession } from './sealed-cookie.ts'

export type ActorToken = {
  token: string
  personId: string
  sessionId: string
  termsDue: boolean
  expiresAt: Date
}

export type ActorTokens = {
  /**
   * @throws identity's refusal of the access token (unauthenticated) or its own absence
   * (unavailable)
   */
  forAccess(accessToken: string): Promise<ActorToken>
  /**
   * One refresh per token and device at a time; who comes late with the same token from the same
   * device gets the same successor. @throws SESSION_ENDED (unauthenticated)
   */
  refresh(refreshToken: string, deviceId: string): Promise<WebSession>
  /** After logout: the next request asks identity anew. */
  forget(accessToken: string): void
}

/**
 * A token is exchanged anew this long before it ends, so that no call starts with one about to end.
 */
const MARGIN_MS = 10_000
/** How long a successor is remembered for requests that were under way with the old cookie. */
const SUCCESSOR_MS = 30_000
const MAX_REMEMBERED = 10_000

export function webSessionOf(session: Session | undefined): WebSession {
  const { accessExpiresAt, refreshExpiresAt, ...tokens } = session ?? {}
  if (!session || !accessExpiresAt || !refreshExpiresAt)
    throw new Error('identity answered without a session')
  return {
    ...tokens,
    sessionId: session.sessionId,
    accessToken: session.accessToken,
    refreshToken: session.refreshToken,
    accessExpiresAt,
    refreshExpiresAt,
  }
}

export function actorTokens(
  identity: Pick<Client<typeof IdentityDefinition>, 'issueActorToken' | 'refreshSession'>,
  clock: Clock,
): ActorTokens {
  const known = rememberUntil<ActorToken>(MAX_REMEMBERED, clock)
  const asked = new Map<string, Promise<ActorToken>>()
  const successors = rememberUntil<Promise<WebSession>>(MAX_REMEMBERED, clock)

  async function exchange(accessToken: string): Promise<ActorToken> {
    // Shared by several requests: one visitor who leaves must not cancel the others.
    const { actorToken, expiresAt, ...whose } = await outsideCall(() =>
      identity.issueActorToken({ accessToken }),
    )
    return { ...whose, token: actorToken, expiresAt: expiresAt ?? clock.now() }
  }

  return {
    async forAccess(accessToken) {
      const token = known.get(accessToken)
      if (token) return token
      const underWay = asked.get(accessToken)
      if (underWay) return underWay
      const exchanged = exchange(accessToken)
      asked.set(accessToken, exchanged)
      const isWanted = () => asked.get(accessToken) === exchanged
      try {
        const fresh = await exchanged
        // What a person may not do yet is asked anew each time: they may have accepted the terms by
        // way of another gateway.
        if (isWanted() && !fresh.termsDue)
          known.set(accessToken, fresh, fresh.expiresAt.getTime() - MARGIN_MS)
        return fresh
      } finally {
        if (isWanted()) asked.delete(accessToken)
      }
    },
    async refresh(refreshToken, deviceId) {
      // By device, too: a token in a stranger's hands must reach identity, which ends the family.
      const key = JSON.stringify([deviceId, refreshToken])
      const successor = successors.get(key)
      if (successor) return successor
      const session = outsideCall(() => identity.refreshSession({ refreshToken, deviceId })).then(
        webSessionOf,
      )
      successors.set(key, session, clock.now().getTime() + SUCCESSOR_MS)
      session.catch(() => successors.forget(key))
      return session
    },
    forget(accessToken) {
      known.forget(accessToken)
      asked.delete(accessToken)
    },
  }
}
