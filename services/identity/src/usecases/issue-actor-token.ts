// A gateway exchanges an access token for the short-lived actor token that services accept.
import type { Person as ActingPerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId, SessionId } from '../domain/ids.ts'
import { termsDue } from '../domain/person.ts'
import { hashToken, type TokenHash } from '../domain/secret-token.ts'
import { sessionEnded } from '../domain/session.ts'

export type IssueActorTokenDeps = {
  clock: Clock
  currentTerms: string
  market: string
  inTransaction: InTransaction<{
    sessions: {
      /** The live session the token belongs to; undefined for expired tokens and ended sessions. */
      byAccess(
        hash: TokenHash,
        now: Date,
      ): Promise<
        { sessionId: SessionId; personId: PersonId; termsVersion: string | undefined } | undefined
      >
    }
  }>
  sign: (person: ActingPerson) => Promise<{ token: string; expiresAt: Date }>
}

export type ActorToken = { token: string; expiresAt: Date; personId: PersonId; termsDue: boolean }

/**
 * Idempotent, reads only. The token carries no role and no organisation: identity has neither yet.
 * @throws SESSION_ENDED (unauthenticated)
 */
export function issueActorToken(deps: IssueActorTokenDeps) {
  return async function issueActorToken(accessToken: string): Promise<ActorToken> {
    const now = deps.clock.now()
    const found = await deps.inTransaction({ system: 'sessions' }, ({ sessions }) =>
      sessions.byAccess(hashToken(accessToken), now),
    )
    if (!found) throw sessionEnded()
    const due = termsDue(found, deps.currentTerms)
    const { sessionId, personId } = found
    const signed = await deps.sign({
      kind: 'person',
      personId,
      sessionId,
      roles: [],
      assurance: 'otp',
      market: deps.market,
      termsDue: due,
    })
    return { ...signed, personId, termsDue: due }
  }
}
