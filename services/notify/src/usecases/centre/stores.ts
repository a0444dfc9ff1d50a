// What a person may use of their own: the list behind the bell and their preferences. The row
// policies hide everybody else's.
import type { NotificationId, PersonId } from '../../domain/ids.ts'
import type { Preferences } from '../../domain/news/preferences.ts'
import type { Notification } from '../news/stores.ts'

export type OwnNotifications = {
  /** The latest first, after this place. */
  page(limit: number, after?: bigint): Promise<{ item: Notification; place: bigint }[]>
  unread(): Promise<number>
  /** That one and everything before it. @throws NOTIFICATION_NOT_FOUND */
  markRead(upTo: NotificationId, now: Date): Promise<void>
}

export type Unread = {
  readonly person: PersonId
  readonly count: number
  /** The latest first. */
  readonly newest: readonly Notification[]
}

export type UnreadOfPeople = {
  /** Whoever has read everything is left out. */
  of(people: readonly PersonId[], newest: number): Promise<Unread[]>
}

export type OwnPreferences = {
  get(person: PersonId): Promise<Preferences>
  save(person: PersonId, preferences: Preferences): Promise<void>
}
