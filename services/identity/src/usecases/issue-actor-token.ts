// A gateway exchanges an access token for the short-lived actor token that services accept.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { hashToken, type TokenHash } from '../domain/secret-token.ts'
import { sessionEnded } from '../domain/session.ts'
import {
  actorSigner,
  type ActorSignerDeps,
  type ActorToken,
  type OpenSession,
} from './actor-signer.ts'

export type IssueActorTokenDeps = ActorSignerDeps & {
  clock: Clock
  inTransaction: InTransaction<{
    sessions: {
      /** The live session the token belongs to; undefined for expired tokens and ended sessions. */
      byAccess(hash: TokenHash, now: Date): Promise<OpenSession | undefined>
    }
  }>
}

/** Idempotent, reads only. @throws SESSION_ENDED (unauthenticated) */
export function issueActorToken(deps: IssueActorTokenDeps) {
  const signed = actorSigner(deps)
  return async function issueActorToken(accessToken: string): Promise<ActorToken> {
    const now = deps.clock.now()
    const found = await deps.inTransaction({ system: 'sessions' }, ({ sessions }) =>
      sessions.byAccess(hashToken(accessToken), now),
    )
    if (!found) throw sessionEnded()
    return signed(found)
  }
}
