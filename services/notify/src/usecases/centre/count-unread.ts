// How much is new behind a person's bell.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { ListNotificationsDeps } from './list-notifications.ts'

/** Absolute. */
export function countUnread({ inTransaction }: ListNotificationsDeps) {
  return async function countUnread(actor: Actor): Promise<number> {
    mustBePerson(actor)
    return inTransaction({ actor }, ({ own }) => own.unread())
  }
}
