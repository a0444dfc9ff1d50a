// Which sessions are still open, for who sends something to the devices behind them.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { SessionId } from '../domain/ids.ts'
import type { CheckSessionsDeps } from './check-sessions.ts'

export type GetOpenSessionsDeps = Pick<CheckSessionsDeps, 'clock'> & {
  inTransaction: InTransaction<{
    sessions: {
      /** Without those that have ended or have not been renewed in time. */
      openAmong(ids: readonly SessionId[], now: Date): Promise<readonly { sessionId: SessionId }[]>
    }
  }>
}

/** Reads only; what is over and what never was are left out. @throws TOO_MANY_IDS (invalid) */
export function getOpenSessions({ clock, inTransaction }: GetOpenSessionsDeps) {
  return async function getOpenSessions(ids: readonly SessionId[]): Promise<SessionId[]> {
    mustBeBatch(ids)
    const open = await inTransaction({ system: 'sessions.open' }, ({ sessions }) =>
      sessions.openAmong(ids, clock.now()),
    )
    return open.map(({ sessionId }) => sessionId)
  }
}
