// Takes two idle timers out of kafkajs 2.2.4, at run time and only in memory.
import { createRequire } from 'node:module'

type Request = { readonly sentAt: number; readonly requestTimeout: number; timeoutRequest(): void }
type RequestQueue = {
  readonly pending: readonly unknown[]
  readonly inflight: ReadonlyMap<number, Request>
  readonly enforceRequestTimeout: boolean
  requestTimeoutIntervalId?: NodeJS.Timeout
  isConnected(): boolean
  destroy(): void
  scheduleCheckPendingRequests: (this: RequestQueue) => void
  scheduleRequestTimeoutCheck: (this: RequestQueue) => void
}

const PATCHED = Symbol.for('pk-auto.kafka.request-queue')
// The shortest request timeout is 3 s: looking once a second is exact enough.
const LOOK_EVERY_MS = 1_000

/**
 * Pending requests: kafkajs re-arms a timer after every look at the queue, also when it is empty;
 * the delay it computes is then negative, which Node turns into 1 ms and a TimeoutNegativeWarning.
 * That is 1,000 wake-ups a second per connection: 2–2.5 % of a core of an idle process. With
 * nothing pending there is nothing to look at, and `push` schedules the next look itself. Timed-out
 * requests: it looks ten times a second per connection; measured, once a second takes four idle
 * subscriptions from 1.1 to 0.75 % of a core. Idempotent.
 */
export function quietRequestQueue(): void {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
    prototype: RequestQueue & { [PATCHED]?: true }
  }
  if (prototype[PATCHED]) return
  const schedule = prototype.scheduleCheckPendingRequests
  prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0) schedule.call(this)
  }
  prototype.scheduleRequestTimeoutCheck = function () {
    if (!this.enforceRequestTimeout) return
    this.destroy()
    this.requestTimeoutIntervalId = setInterval(() => {
      const now = Date.now()
      for (const request of this.inflight.values())
        if (now - request.sentAt > request.requestTimeout) request.timeoutRequest()
      if (!this.isConnected()) this.destroy()
    }, LOOK_EVERY_MS)
  }
  prototype[PATCHED] = true
}
