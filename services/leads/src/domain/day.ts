// The days of a market: caps are counted from its midnight. Pure.

/** A day of 24 hours, as the market's zone counts it at `now`. */
export type Day = { readonly since: Date; readonly endsInMs: number }

const DAY_MS = 86_400_000

/** Minutes of daylight saving that begin or end within the day are not counted. */
export function dayOf(now: Date, zone: string): Day {
  const intoDayMs = wallClockMs(now, zone) % DAY_MS
  return { since: new Date(now.getTime() - intoDayMs), endsInMs: DAY_MS - intoDayMs }
}

/** What the clocks of the zone show, as if it were UTC. */
function wallClockMs(now: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(now)
  const of = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value)
  const date = Date.UTC(of('year'), of('month') - 1, of('day'))
  const time = (of('hour') * 60 + of('minute')) * 60 + of('second')
  return date + time * 1_000 + now.getUTCMilliseconds()
}
