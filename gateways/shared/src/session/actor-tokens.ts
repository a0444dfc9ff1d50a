// Exchanges outer credentials for actor tokens and refreshes sessions, each once however many
// requests ask at the same time.
import type { Clock } from '@pk-auto/kernel/clock'
import { outsideCall } from '@pk-auto/grpc/call'
import type { Client } from '@pk-auto/grpc/client'
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
  const tokens = new Map<string, Promise<ActorToken>>()
  const successors = new Map<string, { session: Promise<WebSession>; until: number }>()
  const forgetOldest = (map: Map<string, unknown>) => {
    for (const key of map.keys()) {
      if (map.size <= MAX_REMEMBERED) return
      map.delete(key)
    }
  }

  async function exchange(accessToken: string): Promise<ActorToken> {
    // Shared by several requests: one visitor who leaves must not cancel the others.
    const { actorToken, expiresAt, ...whose } = await outsideCall(() =>
      identity.issueActorToken({ accessToken }),
    )
    return { ...whose, token: actorToken, expiresAt: expiresAt ?? clock.now() }
  }

  return {
    async forAccess(accessToken) {
      const known = tokens.get(accessToken)
      if (known) {
        const token = await known.catch(() => undefined)
        // What a person may not do yet is asked anew each time: they may have accepted the terms by
        // way of another gateway.
        if (
          token &&
          !token.termsDue &&
          token.expiresAt.getTime() - MARGIN_MS > clock.now().getTime()
        )
          return token
        if (tokens.get(accessToken) === known) tokens.delete(accessToken)
      }
      const asked = tokens.get(accessToken) ?? exchange(accessToken)
      tokens.set(accessToken, asked)
      forgetOldest(tokens)
      return asked
    },
    async refresh(refreshToken, deviceId) {
      const now = clock.now().getTime()
      // By device, too: a token in a stranger's hands must reach identity, which ends the family.
      const key = JSON.stringify([deviceId, refreshToken])
      const known = successors.get(key)
      if (known && known.until > now) return known.session
      const session = outsideCall(() => identity.refreshSession({ refreshToken, deviceId })).then(
        webSessionOf,
      )
      successors.set(key, { session, until: now + SUCCESSOR_MS })
      forgetOldest(successors)
      session.catch(() => successors.delete(key))
      return session
    },
    forget: (accessToken) => void tokens.delete(accessToken),
  }
}
