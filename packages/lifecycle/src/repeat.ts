// A background loop: runs again and again, never two at once, slower while it fails, at once when
// woken.
import { backoffMs } from '@pk-auto/kernel/backoff'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { inService } from '@pk-auto/telemetry/service-scope'

export type RepeatOptions = {
  readonly name: string
  readonly service: string
  /** Pause between the end of one run and the start of the next. */
  readonly everyMs: number
  /**
   * Give up soon after `signal` aborts. An error is logged and the next run waits longer. A number
   * returned is the pause after this run in milliseconds, instead of `everyMs`.
   */
  readonly run: (signal: AbortSignal) => Promise<number | void>
  /** The longest wait after failures; default 30 s. */
  readonly maxBackoffMs?: number
}

/**
 * `wake` starts the next run now, or right after the one under way: a wake is never lost, but while
 * runs fail it does not shorten the wait.
 */
export type Repeat = AsyncDisposable & { wake(): void }

/**
 * Starts the loop with an immediate first run. Disposing aborts the signal and waits for the run
 * under way.
 */
export function repeat(options: RepeatOptions): Repeat {
  const { name, service, everyMs, run, maxBackoffMs = 30_000 } = options
  const log = loggerFor(service)
  const stopping = new AbortController()
  let woken = false
  let failures = 0
  let interrupt = () => {}
  const pause = (ms: number) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    interrupt = resolve
    return promise.finally(() => clearTimeout(timer))
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      woken = false
      let pauseMs = everyMs
      try {
        pauseMs = (await run(stopping.signal)) ?? everyMs
        failures = 0
      } catch (error) {
        if (stopping.signal.aborted) return
        log.warn({ event: 'repeat.failed', name, failures: ++failures, error })
      }
      const ms =
        failures === 0
          ? pauseMs
          : Math.max(
              Math.min(everyMs, maxBackoffMs),
              backoffMs(failures - 1, { firstMs: 100, maxMs: maxBackoffMs }),
            )
      if ((!woken || failures > 0) && !stopping.signal.aborted) await pause(ms)
    }
  }
  const done = inService(service, loop)
  const wake = () => {
    woken = true
    if (failures === 0) interrupt()
  }
  return {
    wake,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      interrupt()
      await done
    },
  }
}
