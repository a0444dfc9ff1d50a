// What operators watch of media-iq: refusals by reason, failed attempts, pictures swept too early,
// the backlog.
import type { Clock } from '@pk-auto/kernel/clock'
import { repeat } from '@pk-auto/lifecycle/repeat'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { MediaId } from '../domain/ids.ts'
import type { Refusal } from '../domain/refusal.ts'

const LOOK_MS = 15_000

export function mediaMetrics(service: string) {
  const metrics = metricsFor(service)
  const log = loggerFor(service)
  const refused = metrics.counter('media_refused_total')
  const failed = metrics.counter('media_attempt_failed_total')
  const late = metrics.counter('media_attached_too_late_total')
  return {
    onRefused: (code: Refusal) => refused.add(1, { code }),
    onFailed(mediaId: MediaId, attempts: number, error: unknown) {
      failed.add(1)
      log.warn({ event: 'media.attempt_failed', mediaId, attempts, error })
    },
    onTooLate(ids: readonly MediaId[]) {
      late.add(ids.length)
      log.error(
        { event: 'media.attached_too_late', mediaIds: ids.slice(0, 20) },
        'a listing shows pictures that were removed',
      )
    },
  }
}

/**
 * Looks at the backlog now and then; the gauges show its size and the age of its oldest picture.
 */
export function watchBacklog(
  service: string,
  clock: Clock,
  backlog: () => Promise<{ all: number; oldest: Date | null }>,
): AsyncDisposable {
  const metrics = metricsFor(service)
  let seen: { all: number; oldest: Date | null } = { all: 0, oldest: null }
  const stack = new AsyncDisposableStack()
  const age = () => (seen.oldest ? Math.max(0, clock.now().getTime() - seen.oldest.getTime()) : 0)
  stack.use(metrics.gauge('media_job_age_ms', age))
  stack.use(metrics.gauge('media_jobs', () => seen.all))
  const look = async () => void (seen = await backlog())
  stack.use(repeat({ name: 'backlog', service, everyMs: LOOK_MS, run: look }))
  return stack
}
