// A person signs out: here, everywhere, or on one of their other devices. Actor tokens issued before
// remain valid for at most a minute.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { errors } from '../domain/errors.ts'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, sessionId, type PersonId, type SessionId } from '../domain/ids.ts'
import type { Report } from '../domain/security-event.ts'
import type { EndReason } from '../domain/session.ts'

export type EndSessionDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    sessions: {
      /** Ends the person's open sessions, or the one named, and returns how many were open. */
      end(
        whose: { personId: PersonId; id?: SessionId },
        reason: EndReason,
        now: Date,
      ): Promise<number>
      /** True when the person has or had this session. */
      belongs(whose: { personId: PersonId; id: SessionId }): Promise<boolean>
    }
  }>
  report: Report
}

/** Idempotent. @throws SIGN_IN_REQUIRED (unauthenticated) */
export function logout(deps: EndSessionDeps) {
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

/**
 * Idempotent. @throws DEVICE_NOT_FOUND (not_found), the same for absent devices and those of others
 */
export function revokeDevice(deps: EndSessionDeps) {
  return async function revokeDevice(actor: Actor, id: SessionId): Promise<void> {
    const whose = { personId: personId(mustBePerson(actor).personId), id }
    const count = await deps.inTransaction({ actor }, async ({ sessions }) => {
      if (!(await sessions.belongs(whose))) throw errors.DEVICE_NOT_FOUND({ id })
      return sessions.end(whose, 'device-removed', deps.clock.now())
    })
    if (count > 0) deps.report({ event: 'session.ended', reason: 'device-removed', count })
  }
}
