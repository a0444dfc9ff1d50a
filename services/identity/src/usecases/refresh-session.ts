// Exchanges a refresh token for the next pair of tokens; a token in the wrong hands ends the whole
// family.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Chance } from '../domain/chance.ts'
import { deviceKey } from '../domain/device.ts'
import { drawGrant, type Grant, type Lifetimes } from '../domain/grant.ts'
import type { SessionId } from '../domain/ids.ts'
import { hashToken, type TokenHash } from '../domain/secret-token.ts'
import type { Report } from '../domain/security-event.ts'
import { rotate, sessionEnded, type RefreshToken, type Session } from '../domain/session.ts'

export type RefreshSessionDeps = {
  clock: Clock
  chance: Chance
  lifetimes: Lifetimes
  inTransaction: InTransaction<{
    sessions: {
      /** The session of any stored token, used or not; locks the session until commit. */
      forRefresh(hash: TokenHash): Promise<{ session: Session; token: RefreshToken } | undefined>
      save(session: Session): Promise<void>
      addGrant(session: SessionId, grant: Grant): Promise<void>
    }
  }>
  report: Report
}

export type Refreshed = { sessionId: SessionId; grant: Grant }

/**
 * Safe to repeat on the same device until one of the replies is used: a lost reply or two requests
 * at once sign nobody out.
 * @throws SESSION_ENDED (unauthenticated), the same for unknown, expired, ended and stolen ·
 * DEVICE_REQUIRED (invalid)
 */
export function refreshSession(deps: RefreshSessionDeps) {
  return async function refreshSession(command: {
    refreshToken: string
    deviceId: string
  }): Promise<Refreshed> {
    const device = deviceKey(command.deviceId)
    // Refusals leave as values: a thrown one would roll the ended family back.
    const rotation = await deps.inTransaction({ system: 'sessions' }, async ({ sessions }) => {
      const now = deps.clock.now()
      const found = await sessions.forRefresh(hashToken(command.refreshToken))
      if (!found) return { kind: 'refuse' } as const
      const decided = rotate(found.session, found.token, device, now)
      if (decided.kind === 'refuse') return decided
      await sessions.save(decided.session)
      if (decided.kind === 'end') return decided
      const grant = drawGrant(deps.chance, deps.lifetimes, found.token.hash, now)
      await sessions.addGrant(decided.session.id, grant)
      return { kind: 'rotate', refreshed: { sessionId: decided.session.id, grant } } as const
    })
    if (rotation.kind === 'end')
      deps.report({ event: 'session.ended', reason: rotation.reason, count: 1 })
    if (rotation.kind !== 'rotate') throw sessionEnded()
    return rotation.refreshed
  }
}
