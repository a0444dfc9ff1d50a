// Shapes notifications and preferences for the HTTP surface, and wishes for notify.
import type {
  ChangePreferencesRequest,
  Notification,
  Preferences,
  QuietHours,
} from '@pk-auto/proto/pkauto/notify/v1/notify'
import {
  type NotificationOut,
  preferences,
  type PreferencesOut,
  type PreferencesPatch,
  type QuietHoursOut,
} from '../schemas/notification.ts'
import { presentTime } from './listing.ts'

export const presentNotification = (notification: Notification): NotificationOut => {
  const { id, kind, title, body, path, at, readAt } = notification
  const words = { title: title ?? { en: '', ur: '' }, body: body ?? { en: '', ur: '' } }
  return {
    ...{ id, kind, ...words, url: path, at: presentTime(at) },
    ...(readAt && { readAt: presentTime(readAt) }),
  }
}

const clockOf = (minutes: number): string =>
  [Math.trunc(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

const presentHours = ({ from, to, zone }: QuietHours): QuietHoursOut => ({
  ...{ from: clockOf(from), to: clockOf(to), zone },
})

/** @throws ZodError when notify speaks of what this build does not know */
export const presentPreferences = ({
  purposes,
  quiet,
  quietOff,
  standard,
}: Preferences): PreferencesOut =>
  preferences.parse({
    purposes: Object.fromEntries(purposes.map(({ purpose, channels }) => [purpose, channels])),
    ...(quietOff ? { quietHours: null } : quiet && { quietHours: presentHours(quiet) }),
    standard: presentHours(standard ?? { from: 0, to: 0, zone: '' }),
  })

export const wishOf = ({
  purposes = {},
  quietHours,
}: PreferencesPatch): ChangePreferencesRequest => ({
  purposes: Object.entries(purposes).map(([purpose, channels]) => ({ purpose, channels })),
  quietOff: quietHours === null,
  quiet: quietHours
    ? { from: minutesOf(quietHours.from), to: minutesOf(quietHours.to), zone: quietHours.zone }
    : undefined,
})
