// Holds calls back from a target that has stopped answering, and lets one through now and then to
// see whether it is back: who waits for nothing holds up everybody behind. Written here because of
// what counts: any refusal is an answer, a call its own caller gave up proves nothing, and nobody
// waits for a probe (ADR 20).
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { isSilence } from '../error-wire.ts'
import { errors } from '../errors.ts'

/** So many calls in a row without any answer. */
const OPENS_AFTER = 5
const PROBES_EVERY_MS = 1_000

export type Breaker = Disposable & {
  /**
   * Makes the call. `conclusive` decides whether silence counts: not when the caller gave up, or
   * had less time than such calls have. @throws UNAVAILABLE (unavailable), with when to come back,
   * while the target does not answer
   */
  around<T>(rpc: string, call: () => Promise<T>, conclusive: () => boolean): Promise<T>
}

type State =
  | { readonly is: 'closed'; readonly silent: number }
  | { readonly is: 'open'; readonly probeAt: number }
  | { readonly is: 'probing' }
const CLOSED: State = { is: 'closed', silent: 0 }

/** Of one client: closed at first. `now` is for tests; milliseconds of any origin. */
export function breaker(
  service: string,
  target: string,
  now: () => number = () => performance.now(),
): Breaker {
  let state: State = CLOSED
  const metrics = metricsFor(service)
  const heldBack = metrics.counter('rpc_client_held_back_total')
  const open = metrics.gauge('rpc_client_breaker_open', () => (state.is === 'closed' ? 0 : 1), {
    target,
  })
  const silence = (): State =>
    state.is === 'closed' && state.silent + 1 < OPENS_AFTER
      ? { is: 'closed', silent: state.silent + 1 }
      : { is: 'open', probeAt: now() + PROBES_EVERY_MS }
  const hold = (rpc: string, retryAfterMs: number): never => {
    heldBack.add(1, { target })
    throw errors.UNAVAILABLE({ rpc, breaker: 'open' }, { retryAfterMs })
  }
  return {
    async around(rpc, call, conclusive) {
      if (state.is === 'probing') hold(rpc, PROBES_EVERY_MS)
      if (state.is === 'open') {
        if (now() < state.probeAt) hold(rpc, Math.ceil(state.probeAt - now()))
        state = { is: 'probing' }
      }
      const probes = state.is === 'probing'
      // What was under way when it opened decides nothing any more.
      const decides = () => probes || state.is === 'closed'
      try {
        const answer = await call()
        if (decides()) state = CLOSED
        return answer
      } catch (error) {
        if (!isSilence(error)) {
          if (decides()) state = CLOSED
        } else if (conclusive()) {
          if (decides()) state = silence()
        } else if (probes) state = { is: 'open', probeAt: now() }
        throw error
      }
    },
    [Symbol.dispose]: () => open[Symbol.dispose](),
  }
}
