// Where a person is signed in.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, type PersonId, type SessionId } from '../domain/ids.ts'

export type SignedInDevice = { id: SessionId; name: string; lastSeenAt: Date }

export type ListDevicesDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    sessions: { openOf(personId: PersonId, now: Date): Promise<SignedInDevice[]> }
  }>
}

/** Most recently seen first, at most 100. @throws SIGN_IN_REQUIRED (unauthenticated) */
export function listDevices(deps: ListDevicesDeps) {
  return async function listDevices(
    actor: Actor,
  ): Promise<(SignedInDevice & { current: boolean })[]> {
    const person = mustBePerson(actor)
    const devices = await deps.inTransaction({ actor }, ({ sessions }) =>
      sessions.openOf(personId(person.personId), deps.clock.now()),
    )
    return devices.map((device) => ({ ...device, current: device.id === person.sessionId }))
  }
}
