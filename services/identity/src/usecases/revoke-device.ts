// A person signs out one of their other devices. Actor tokens issued before remain valid for at
// most a minute.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../domain/errors.ts'
import { personId, type PersonId, type SessionId } from '../domain/ids.ts'
import type { EndingSessions, LogoutDeps } from './logout.ts'

export type RevokeDeviceDeps = Pick<LogoutDeps, 'clock' | 'report'> & {
  inTransaction: InTransaction<{
    sessions: EndingSessions & {
      /** True when the person has or had this session. */
      belongs(whose: { personId: PersonId; id: SessionId }): Promise<boolean>
    }
  }>
}

/**
 * Idempotent. @throws DEVICE_NOT_FOUND (not_found), the same for absent devices and those of others
 */
export function revokeDevice(deps: RevokeDeviceDeps) {
  return async function revokeDevice(actor: Actor, id: SessionId): Promise<void> {
    const whose = { personId: personId(mustBePerson(actor).personId), id }
    const count = await deps.inTransaction({ actor }, async ({ sessions }) => {
      if (!(await sessions.belongs(whose))) throw errors.DEVICE_NOT_FOUND({ id })
      return sessions.end(whose, 'device-removed', deps.clock.now())
    })
    if (count > 0) deps.report({ event: 'session.ended', reason: 'device-removed', count })
  }
}
