// How a person wants to be reached: purposes by channels, and the hours in which nothing rings.
import { errors } from '../errors.ts'
import { CHANNELS, type DeliveryChannel, PURPOSES, type Purpose } from './news.ts'

/** Minutes since midnight in `zone`; from 22:00 to 07:00 goes over midnight. */
export type QuietHours = { readonly from: number; readonly to: number; readonly zone: string }

type Channels = Readonly<Partial<Record<DeliveryChannel, boolean>>>

export type Preferences = {
  /** Only what the person has decided. */
  readonly purposes: Readonly<Partial<Record<Purpose, Channels>>>
  /** Absent: the default. */
  readonly quiet?: QuietHours | 'off'
}

export type Defaults = {
  readonly channels: Readonly<Record<Purpose, readonly DeliveryChannel[]>>
  /** Only for what can wait. */
  readonly quiet: QuietHours & { readonly purposes: readonly Purpose[] }
}

/** A conversation is its own list: messages have no place behind the bell. */
export const canUse = (purpose: Purpose, channel: DeliveryChannel): boolean =>
  !(purpose === 'messages' && channel === 'in-app')

export const allows = (
  { purposes }: Preferences,
  { channels }: Defaults,
  purpose: Purpose,
  channel: DeliveryChannel,
): boolean =>
  canUse(purpose, channel) && (purposes[purpose]?.[channel] ?? channels[purpose].includes(channel))

export type Matrix = Record<Purpose, Partial<Record<DeliveryChannel, boolean>>>

/** Every purpose with every channel it may use, the defaults filled in. */
export const matrixOf = (preferences: Preferences, defaults: Defaults): Matrix =>
  Object.fromEntries(
    PURPOSES.map((purpose) => [
      purpose,
      Object.fromEntries(
        CHANNELS.filter((channel) => canUse(purpose, channel)).map((channel) => [
          channel,
          allows(preferences, defaults, purpose, channel),
        ]),
      ),
    ]),
  ) as Matrix

/** @throws INVALID_PREFERENCES (invalid) naming the field */
export function change(
  before: Preferences,
  wish: { readonly purposes: Preferences['purposes']; readonly quiet?: QuietHours | 'off' },
): Preferences {
  const purposes: Record<string, Channels> = { ...before.purposes }
  for (const [name, channels] of Object.entries(wish.purposes)) {
    const purpose = PURPOSES.find((known) => known === name)
    const unusable = (Object.keys(channels) as DeliveryChannel[]).find(
      (channel) => !CHANNELS.includes(channel) || !purpose || !canUse(purpose, channel),
    )
    if (!purpose || unusable !== undefined) throw refused(`purposes.${name}`, 'no such channel')
    purposes[purpose] = { ...purposes[purpose], ...channels }
  }
  const quiet = wish.quiet ?? before.quiet
  if (quiet && quiet !== 'off') mustBeHours(quiet)
  return { purposes, ...(quiet && { quiet }) }
}

const DAY = 24 * 60

function mustBeHours({ from, to, zone }: QuietHours): void {
  const isMinute = (minute: number) => Number.isInteger(minute) && minute >= 0 && minute < DAY
  if (!isMinute(from) || !isMinute(to) || from === to)
    throw refused('quietHours', 'two different times of the day')
  if (!isZone(zone)) throw refused('quietHours.zone', 'a time zone such as Asia/Karachi')
}

/** Names that Intl knows, and no offsets: an offset knows no summer. */
const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format()
    return /^[A-Za-z]/.test(zone)
  } catch {
    return false
  }
}

const refused = (path: string, message: string) =>
  errors.INVALID_PREFERENCES({}, { fields: [{ path, code: 'UNKNOWN_VALUE', message }] })

export type PreferencesView = {
  readonly purposes: Matrix
  /** The person's own; `off` = none; absent = the default, for what can wait. */
  readonly quiet?: QuietHours | 'off'
  readonly standard: QuietHours
}

export const viewOf = (preferences: Preferences, defaults: Defaults): PreferencesView => {
  const { from, to, zone } = defaults.quiet
  return {
    ...{ purposes: matrixOf(preferences, defaults), standard: { from, to, zone } },
    ...(preferences.quiet && { quiet: preferences.quiet }),
  }
}
