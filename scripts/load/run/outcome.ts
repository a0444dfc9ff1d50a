// What came of one run, read from the summary that k6 leaves.
import { type Load, PATHS } from '../plan/limits.ts'

export type Outcome = {
  /** Begun and ended, in all and per second. */
  readonly done: number
  readonly perSecond: number
  /** Of requests; of a day, of all paths together. */
  readonly failed: number
  /** Milliseconds of requests; in chat, until a message is seen by both. */
  readonly p95Ms: number
  readonly p99Ms: number
  /** Thresholds that do not hold, as k6 writes them. */
  readonly broken: readonly string[]
}

type Metric = Readonly<Record<string, number | Readonly<Record<string, boolean>> | undefined>> & {
  /** True: it is crossed. */
  readonly thresholds?: Readonly<Record<string, boolean>>
}
export type Summary = { readonly metrics: Readonly<Record<string, Metric>> }

/** Without anything done, that is what is broken: a threshold about nothing holds. */
export function outcomeOf(load: Load, { metrics }: Summary): Outcome {
  const timed = load === 'chat' ? 'message_seen_ms' : 'http_req_duration'
  const number = (metric: string, field: string): number => Number(metrics[metric]?.[field] ?? 0)
  // Less what setup asks, where k6 tells it apart: only where there is a threshold.
  const ofLoad = (metric: string): string =>
    PATHS.some((path) => path === load) && `${metric}{scenario:${load}}` in metrics
      ? `${metric}{scenario:${load}}`
      : metric
  const done = number('iterations', 'count')
  const broken = Object.entries(metrics).flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds).flatMap(([text, crossed]) =>
      crossed ? `${name.replace(/\{scenario:(\w+)\}/, ' of $1')} ${text}` : [],
    ),
  )
  return {
    done,
    perSecond: number('iterations', 'rate'),
    failed: number(ofLoad('http_req_failed'), 'value'),
    p95Ms: number(ofLoad(timed), 'p(95)'),
    p99Ms: number(ofLoad(timed), 'p(99)'),
    broken: done > 0 ? broken : ['nothing was done', ...broken],
  }
}
