// Sends reports one after the other from a bounded queue. Whoever reports never waits, and what
// cannot be sent is dropped and counted.
import { randomBytes } from 'node:crypto'
import { metricsFor } from '../metrics.ts'
import { type Dropped, envelopeOf, type Sender } from './envelope.ts'
import type { ErrorReport } from './report.ts'
import { sendEnvelope } from './send-envelope.ts'
import type { ErrorSink } from './sink.ts'

const MOST_WAITING = 50
/** Of one error a minute: an outage is one error a thousand times. */
const MOST_ALIKE = 5
const ALIKE_MS = 60_000
const MOST_KINDS = 500
const TIMEOUT_MS = 5_000

export type SenderSettings = Sender & {
  /** Whose metrics count what was sent and dropped. */
  readonly service: string
  readonly timeoutMs?: number
}

type Waiting = { readonly report: ErrorReport; readonly at: Date }
/** Reasons as the protocol names them. */
type Reason = 'queue_overflow' | 'sample_rate' | 'ratelimit_backoff' | 'network_error'

/** `flush` waits until the queue is empty, at most as long as two requests may take. */
export function errorSender({
  service,
  timeoutMs = TIMEOUT_MS,
  ...sender
}: SenderSettings): ErrorSink {
  const metrics = metricsFor(service)
  const sent = metrics.counter('errors_sent_total')
  const droppedCount = metrics.counter('errors_dropped_total')
  const queue: Waiting[] = []
  let alike = new Map<string, number>()
  let alikeSince = 0
  let quietUntil = 0
  let unreported: Record<string, number> = {}
  let sending: Promise<void> | undefined

  const drop = (reason: Reason): void => {
    droppedCount.add(1, { reason })
    unreported[reason] = (unreported[reason] ?? 0) + 1
  }
  const isRepeated = (report: ErrorReport): boolean => {
    if (Date.now() - alikeSince > ALIKE_MS) [alike, alikeSince] = [new Map(), Date.now()]
    const key = kindOf(report)
    const count = (alike.get(key) ?? 0) + 1
    if (alike.size < MOST_KINDS || count > 1) alike.set(key, count)
    return count > MOST_ALIKE
  }
  const sendOne = async ({ report, at }: Waiting): Promise<void> => {
    const dropped: Dropped = unreported
    unreported = {}
    const id = randomBytes(16).toString('hex')
    const envelope = envelopeOf(report, sender, { id, at, dropped })
    const { status, pauseMs } = await sendEnvelope(sender.dsn, envelope, timeoutMs)
    quietUntil = Math.max(quietUntil, Date.now() + pauseMs)
    if (status >= 200 && status < 300) return sent.add(1)
    for (const [reason, count] of Object.entries(dropped))
      unreported[reason] = (unreported[reason] ?? 0) + count
    drop(status === 429 ? 'ratelimit_backoff' : 'network_error')
  }
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      if (Date.now() < quietUntil) drop('ratelimit_backoff')
      else await sendOne(next)
    sending = undefined
  }
  return {
    report(report) {
      if (isRepeated(report)) return drop('sample_rate')
      if (Date.now() < quietUntil) return drop('ratelimit_backoff')
      if (queue.length >= MOST_WAITING) return drop('queue_overflow')
      queue.push({ report, at: new Date() })
      sending ??= Promise.resolve().then(work)
    },
    async flush() {
      const late = Promise.withResolvers<void>()
      const timer = setTimeout(late.resolve, 2 * timeoutMs)
      await Promise.race([sending, late.promise])
      clearTimeout(timer)
    },
  }
}

/** What makes two reports the same error: where it was thrown, in which part, as what. */
function kindOf({ part, event, errors }: ErrorReport): string {
  const places = errors.map(({ type, frames }) => {
    const { filename = '', lineno = 0 } = frames.at(-1) ?? {}
    return `${type} ${filename}:${lineno}`
  })
  return [part, event, ...places].join('|')
}
