// What k6 is told to do: who begins what, how often, and what must hold meanwhile. Open loops: who
// begins does not wait for those before.
import { dayOf, SHARES } from './curve.ts'
import { type Load, type Path, PATHS, thresholdsOf } from './limits.ts'

export type Order = {
  readonly load: Load
  /** Begun per second; of a day, in its busiest hour. */
  readonly rate: number
  readonly seconds: number
  /** In place of the limits of the paths. */
  readonly p95Ms?: number
}

const MOST_AT_ONCE = 400
/** Whoever begins is expected to be through in this time; k6 makes more people if it must. */
const SECONDS_EACH = 3

const peopleFor = (rate: number) => ({
  preAllocatedVUs: Math.min(MOST_AT_ONCE, Math.ceil(rate * SECONDS_EACH) + 10),
  maxVUs: Math.min(MOST_AT_ONCE, Math.ceil(rate * 10) + 30),
  gracefulStop: '15s',
})

/** `scenarios` and `thresholds` of k6. */
export function planOf({ load, rate, seconds, p95Ms }: Order) {
  const limit = p95Ms === undefined ? {} : { p95Ms }
  if (load !== 'day')
    return {
      scenarios: { [load]: steady(load, rate, seconds) },
      thresholds: thresholdsOf(load, { starts: rate * seconds, ...limit }),
    }
  const peaks = PATHS.map((path): [Path, number] => [path, rate * SHARES[path]])
  return {
    scenarios: Object.fromEntries(
      peaks.map(([path, peak]) => [path, throughADay(path, peak, seconds)]),
    ),
    thresholds: Object.assign(
      {},
      ...peaks.map(([path, peak]) => thresholdsOf(path, { starts: peak * seconds, ...limit })),
    ) as Record<string, string[]>,
  }
}

// Per minute, so that less than one a second can be asked for.
const steady = (path: Path, rate: number, seconds: number) => ({
  executor: 'constant-arrival-rate' as const,
  exec: path,
  rate: Math.max(1, Math.round(rate * 60)),
  timeUnit: '1m',
  duration: `${seconds}s`,
  ...peopleFor(rate),
})

const throughADay = (path: Path, peak: number, seconds: number) => ({
  executor: 'ramping-arrival-rate' as const,
  exec: path,
  timeUnit: '1m',
  ...dayOf(peak, seconds),
  ...peopleFor(peak),
})
