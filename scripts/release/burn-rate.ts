// Whether a release burns the budget of errors: the recorded shares of the last five minutes
// against the rate at which an alert would wake somebody.
import { setTimeout as wait } from 'node:timers/promises'
import type { Objective } from '../generate/charts/objectives.ts'

/** The value of each series that an instant query finds, by its name. */
export type Prometheus = (query: string) => Promise<ReadonlyMap<string, number>>

/** As in scripts/generate/charts/alerts.ts: a month's budget would be gone in two days. */
const FAST = 14.4
const SHARES = '{__name__=~"slo:.+:errors:ratio_rate5m"}'
/** One answer that does not come may be the network's fault. */
const MOST_SILENT = 4

type Answer = {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>
      readonly value: readonly [at: number, value: string]
    }[]
  }
}

/** `token` goes along as a bearer's. */
export const prometheusAt =
  (address: string, token?: string): Prometheus =>
  async (query) => {
    const url = new URL('api/v1/query', address.replace(/\/*$/, '/'))
    url.searchParams.set('query', query)
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(`Prometheus answered ${response.status}`)
    const { data } = (await response.json()) as Answer
    return new Map(
      data.result.map(({ metric, value }) => [metric['__name__'] ?? '', Number(value[1])]),
    )
  }

type Promised = Pick<Objective, 'name' | 'share' | 'seen'>

/**
 * A line for each objective that burns, as soon as one does; none when the time is over. Without
 * traffic nothing burns. @throws Error when Prometheus stays silent, or knows none of the shares
 */
export async function watch(
  prometheus: Prometheus,
  objectives: readonly Promised[],
  { lastsMs, pauseMs = 15_000 }: { readonly lastsMs: number; readonly pauseMs?: number },
): Promise<readonly string[]> {
  const end = performance.now() + lastsMs
  let silent = 0
  let fault: unknown
  let known = false
  for (;;) {
    try {
      const shares = await prometheus(SHARES)
      silent = 0
      const burning = objectives.flatMap((each) => lineOf(each, shares))
      if (burning.length > 0) return burning
      known ||= objectives.some(({ name }) => shares.has(seriesOf(name)))
    } catch (error) {
      fault = error
      if ((silent += 1) === MOST_SILENT) throw error
    }
    if (performance.now() + pauseMs > end) break
    await wait(pauseMs)
  }
  if (!known)
    throw fault ?? new Error('Prometheus knows no share of errors: are the rules loaded there?')
  return []
}

const seriesOf = (name: string): string => `slo:${name}:errors:ratio_rate5m`

function lineOf({ name, share, seen }: Promised, shares: ReadonlyMap<string, number>): string[] {
  const errors = shares.get(seriesOf(name)) ?? 0
  const most = FAST * (1 - share)
  // Without traffic the share is not a number, and more than nothing.
  if (!(errors > most)) return []
  return [`${seen} ${percent(errors)} went wrong in five minutes; ${percent(most)} wakes somebody.`]
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
