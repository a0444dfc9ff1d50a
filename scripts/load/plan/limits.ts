// What each path must hold under load. How many may fail follows from the objectives of the alerts;
// how long they may take stands here alone, because no objective promises a time yet.
import { OBJECTIVES } from '../../generate/charts/objectives.ts'

export const PATHS = ['browse', 'search', 'publish', 'otp', 'chat'] as const
export type Path = (typeof PATHS)[number]
/** `day`: all of them at once, as a day has them. */
export const LOADS = [...PATHS, 'day'] as const
export type Load = (typeof LOADS)[number]

export type Limit = {
  /** Of 1: requests, and what is checked of their answers. */
  readonly failed: number
  /** Of 100 requests 95 take less; in chat, messages until both have seen them. */
  readonly p95Ms: number
}

export const LIMITS: Readonly<Record<Path, Limit>> = {
  browse: { failed: failingOf('results'), p95Ms: 500 },
  search: { failed: failingOf('results'), p95Ms: 500 },
  publish: { failed: failingOf('sign_in'), p95Ms: 1_000 },
  otp: { failed: failingOf('sign_in'), p95Ms: 1_000 },
  chat: { failed: failingOf('results'), p95Ms: 1_000 },
}

/** @throws Error for an objective that is there no more */
function failingOf(name: string): number {
  const objective = OBJECTIVES.find((each) => each.name === name)
  if (!objective) throw new Error(`scripts/generate/charts/objectives.ts has no objective ${name}`)
  return Number((1 - objective.share).toFixed(6))
}

/** Of those to begin: k6 had nobody free, because those before have not ended. */
const DROPPED = 0.01

/** As k6 wants them, each of one path alone. `p95Ms` goes before that of the path. */
export function thresholdsOf(
  path: Path,
  { starts, p95Ms = LIMITS[path].p95Ms }: { readonly starts: number; readonly p95Ms?: number },
): Readonly<Record<string, string[]>> {
  const { failed } = LIMITS[path]
  const of = (metric: string) => `${metric}{scenario:${path}}`
  const succeeded = `rate>=${Number((1 - failed).toFixed(6))}`
  return {
    [of('http_req_failed')]: [`rate<=${failed}`],
    [of('checks')]: [succeeded],
    [of('dropped_iterations')]: [`count<=${Math.ceil(starts * DROPPED)}`],
    ...(path === 'chat'
      ? { [of('message_seen')]: [succeeded], [of('message_seen_ms')]: [`p(95)<${p95Ms}`] }
      : { [of('http_req_duration')]: [`p(95)<${p95Ms}`] }),
  }
}
