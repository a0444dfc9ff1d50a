// How long somebody waits for the answer to one call: until the deadline, or until the caller goes
// away.
import type { ServerUnaryCall } from '@grpc/grpc-js'
import { deadlineOf } from './deadline.ts'
import { errors } from '../errors.ts'

export type Waiting = {
  readonly deadlineAt: number
  /** Aborts when nobody waits any longer. */
  readonly signal: AbortSignal
  /** Rejects at that moment, and never resolves. */
  readonly cut: Promise<never>
  /** To be called when the answer is known: from then on nothing aborts. */
  finished(): void
}

export function waiting(wire: ServerUnaryCall<Buffer, Buffer>, startedAt: number): Waiting {
  const abort = new AbortController()
  const { promise: cut, reject } = Promise.withResolvers<never>()
  const deadlineAt = deadlineOf(wire.getDeadline(), startedAt)
  let answered = false

  const stop = () => {
    // grpc-js emits `cancelled` after every call, answered or not.
    if (answered) return
    const code = Date.now() >= deadlineAt ? 'DEADLINE_EXCEEDED' : 'CALL_CANCELLED'
    const error = errors[code]()
    abort.abort(error)
    reject(error)
  }
  wire.on('cancelled', stop)
  // The transport enforces a deadline that the caller gave.
  const timer = Number.isFinite(Number(wire.getDeadline()))
    ? undefined
    : setTimeout(stop, deadlineAt - startedAt)

  return {
    deadlineAt,
    signal: abort.signal,
    cut,
    finished() {
      answered = true
      clearTimeout(timer)
    },
  }
}
