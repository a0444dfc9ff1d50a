// Notifications and preferences as messages. Pure.
import {
  type ChangePreferencesRequest,
  type Notification as NotificationMessage,
  Preferences as PreferencesMessage,
  type QuietHours as QuietMessage,
  type UnreadOf,
} from '@pk-auto/proto/pkauto/notify/v1/notify'
import type { PreferencesView, QuietHours } from '../domain/news/preferences.ts'
import { pathOf, sentenceOf } from '../domain/words/words.ts'
import type { PreferencesWish } from '../usecases/centre/change-preferences.ts'
import type { Unread } from '../usecases/centre/stores.ts'
import type { Notification } from '../usecases/news/stores.ts'

export function notificationMessage(notification: Notification): NotificationMessage {
  const { id, kind, at, readAt } = notification
  const [en, ur] = [sentenceOf(notification, 'en'), sentenceOf(notification, 'ur')]
  return {
    ...{ id, kind, at, readAt, path: pathOf(notification) },
    title: { en: en.title, ur: ur.title },
    body: { en: en.body, ur: ur.body },
  }
}

export const unreadMessage = ({ person, count, newest }: Unread): UnreadOf => ({
  ...{ personId: person, notifications: count, newest: newest.map(notificationMessage) },
})

export const preferencesMessage = (view: PreferencesView): PreferencesMessage =>
  PreferencesMessage.fromPartial({
    purposes: Object.entries(view.purposes).map(([purpose, channels]) => ({ purpose, channels })),
    ...(view.quiet && view.quiet !== 'off' && { quiet: view.quiet }),
    ...{ quietOff: view.quiet === 'off', standard: view.standard },
  })

const hoursOf = ({ from, to, zone }: QuietMessage): QuietHours => ({ from, to, zone })

export const wishOf = (request: ChangePreferencesRequest): PreferencesWish => {
  const quiet = request.quietOff ? 'off' : request.quiet && hoursOf(request.quiet)
  return {
    purposes: Object.fromEntries(
      request.purposes.map(({ purpose, channels }) => [purpose, { ...channels }]),
    ),
    ...(quiet && { quiet }),
  }
}
