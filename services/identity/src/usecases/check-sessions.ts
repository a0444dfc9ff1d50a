// Which sessions are still open, for a gateway that holds their sockets.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { SessionId } from '../domain/ids.ts'
import {
  actorSigner,
  type ActorSignerDeps,
  type ActorToken,
  type OpenSession,
} from './actor-signer.ts'

export type CheckSessionsDeps = ActorSignerDeps & {
  clock: Clock
  inTransaction: InTransaction<{
    sessions: {
      /** Without those that have ended or have not been renewed in time. */
      openAmong(ids: readonly SessionId[], now: Date): Promise<readonly OpenSession[]>
    }
  }>
}

const MOST = 500

/** Reads only; what is over and what never was are left out. @throws TOO_MANY_IDS (invalid) */
export function checkSessions(deps: CheckSessionsDeps) {
  const signed = actorSigner(deps)
  return async function checkSessions(ids: readonly SessionId[]): Promise<ActorToken[]> {
    mustBeBatch(ids, MOST)
    const now = deps.clock.now()
    const open = await deps.inTransaction({ system: 'sessions' }, ({ sessions }) =>
      sessions.openAmong(ids, now),
    )
    return Promise.all(open.map(signed))
  }
}
