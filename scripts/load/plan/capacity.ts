// From what one action costs to what a market needs: arithmetic alone, over stated assumptions.
import { meanShare, SHARES } from './curve.ts'
import { type Path, PATHS } from './limits.ts'

/** CPU-ms of one action, by process. */
export type Costs = Readonly<Record<Path, Readonly<Record<string, number>>>>

export type Market = {
  readonly monthlyUsers: number
  readonly visitsAMonth: number
  /** Begun in a visit, of `SHARES`. */
  readonly actionsAVisit: number
  /** A moment of the busiest hour against the mean of that hour. */
  readonly burst: number
}

const MONTH_SECONDS = 30 * 86_400

/** Actions per second: over the day, over the busiest hour, and in the moment to be ready for. */
export function ratesOf({ monthlyUsers, visitsAMonth, actionsAVisit, burst }: Market) {
  const mean = (monthlyUsers * visitsAMonth * actionsAVisit) / MONTH_SECONDS
  const busiestHour = mean / meanShare()
  return { mean, busiestHour, moment: busiestHour * burst }
}

/** CPU-ms of the mean action, by process. */
export function meanCost(costs: Costs): ReadonlyMap<string, number> {
  const names = new Set(PATHS.flatMap((path) => Object.keys(costs[path])))
  return new Map(
    [...names].map((name) => [
      name,
      PATHS.reduce((sum, path) => sum + SHARES[path] * (costs[path][name] ?? 0), 0),
    ]),
  )
}

/** Node runs on one core: a pod is full at `busy` of one. */
export const podsFor = (cores: number, least: number, busy: number): number =>
  Math.max(least, Math.ceil(cores / busy))
