// A person signs out: here, or everywhere. Actor tokens issued before remain valid for at most a
// minute.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, sessionId, type PersonId, type SessionId } from '../domain/ids.ts'
import type { Report } from '../domain/security-event.ts'
import type { EndReason } from '../domain/session.ts'

export type LogoutDeps = {
  clock: Clock
  inTransaction: InTransaction<{ sessions: EndingSessions }>
  report: Report
}

export type EndingSessions = {
  /** Ends the person's open sessions, or the one named, and returns how many were open. */
  end(whose: { personId: PersonId; id?: SessionId }, reason: EndReason, now: Date): Promise<number>
}

/** Idempotent. @throws SIGN_IN_REQUIRED (unauthenticated) */
export function logout(deps: LogoutDeps) {
  return async function logout(actor: Actor, command: { all: boolean }): Promise<void> {
    const person = mustBePerson(actor)
    const whose = {
      personId: personId(person.personId),
      ...(!command.all && { id: sessionId(person.sessionId) }),
    }
    const reason = command.all ? 'logout-all' : 'logout'
    const count = await deps.inTransaction({ actor }, ({ sessions }) =>
      sessions.end(whose, reason, deps.clock.now()),
    )
    if (count > 0) deps.report({ event: 'session.ended', reason, count })
  }
}
