// How much is new behind a person's bell.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { ListNotificationsDeps } from './list-notifications.ts'

export type CountUnreadDeps = ListNotificationsDeps

/** Absolute. */
export function countUnread({ inTransaction }: CountUnreadDeps) {
  return async function countUnread(actor: Actor): Promise<number> {
    mustBePerson(actor)
    return inTransaction({ actor }, ({ own }) => own.unread())
  }
}
