// A person has read up to one notification.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { NotificationId, PersonId } from '../../domain/ids.ts'
import type { UnreadChanged } from '../news/stores.ts'
import type { ListNotificationsDeps } from './list-notifications.ts'

export type MarkReadDeps = ListNotificationsDeps & { clock: Clock; unreadChanged: UnreadChanged }

/** That one and all before it; a repeat changes nothing. @throws NOTIFICATION_NOT_FOUND */
export function markRead({ clock, unreadChanged, inTransaction }: MarkReadDeps) {
  return async function markRead(actor: Actor, upTo: NotificationId): Promise<void> {
    const { personId } = mustBePerson(actor)
    await inTransaction({ actor }, ({ own }) => own.markRead(upTo, clock.now()))
    unreadChanged([personId as PersonId])
  }
}
