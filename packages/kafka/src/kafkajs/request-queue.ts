// Takes two idle timers out of kafkajs 2.2.4, at run time and only in memory.
import { createRequire } from 'node:module'

type Request = { readonly sentAt: number; readonly requestTimeout: number; timeoutRequest(): void }
type RequestQueue = {
  readonly pending: readonly unknown[]
  readonly inflight: ReadonlyMap<number, Request>
  readonly enforceRequestTimeout: boolean
  isConnected(): boolean
  destroy: (this: RequestQueue) => void
  scheduleCheckPendingRequests: (this: RequestQueue) => void
  scheduleRequestTimeoutCheck: (this: RequestQueue) => void
}

const PATCHED = Symbol.for('pk-auto.kafka.request-queue')
// Requests have ten seconds, some three: looking every other second is exact enough.
const LOOK_EVERY_MS = 2_000
/** Queues of open connections. */
const watched = new Set<RequestQueue>()
let looking: NodeJS.Timeout | undefined

/**
 * Pending requests: kafkajs re-arms a timer after every look at the queue, also when it is empty;
 * the delay it computes is then negative, which Node turns into 1 ms and a TimeoutNegativeWarning.
 * That is 1,000 wake-ups a second per connection: 2–2.5 % of a core of an idle process. With
 * nothing pending there is nothing to look at, and `push` schedules the next look itself. Timed-out
 * requests: it looks ten times a second at each connection; here one timer looks at all of them.
 * Idempotent.
 */
export function quietRequestQueue(): void {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
    prototype: RequestQueue & { [PATCHED]?: true }
  }
  if (prototype[PATCHED]) return
  const { scheduleCheckPendingRequests: schedule, destroy } = prototype
  prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0) schedule.call(this)
  }
  prototype.scheduleRequestTimeoutCheck = function () {
    if (!this.enforceRequestTimeout) return
    watched.add(this)
    looking ??= setInterval(look, LOOK_EVERY_MS)
  }
  prototype.destroy = function () {
    destroy.call(this)
    unwatch(this)
  }
  prototype[PATCHED] = true
}

function look(): void {
  const now = Date.now()
  for (const queue of watched) {
    for (const request of queue.inflight.values())
      if (now - request.sentAt > request.requestTimeout) request.timeoutRequest()
    if (!queue.isConnected()) unwatch(queue)
  }
}

function unwatch(queue: RequestQueue): void {
  watched.delete(queue)
  if (watched.size > 0) return
  clearInterval(looking)
  looking = undefined
}
