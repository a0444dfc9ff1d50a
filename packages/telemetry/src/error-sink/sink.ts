// Where unexpected errors go besides the log: the one sink of a process, or none.
import type { ErrorReport } from './report.ts'

export type ErrorSink = {
  /** Returns at once and never throws. */
  report(report: ErrorReport): void
  /** Waits, for a bounded time, until what was reported is out. */
  flush(): Promise<void>
}

// On globalThis, like the pipeline of spans: one a process, however often this module is loaded.
const SINK = Symbol.for('pk-auto.error-sink')
type Place = { [SINK]?: ErrorSink | undefined }

/** Replaces the sink that is there; dispose of the result to be without one. */
export function useErrorSink(sink: ErrorSink): Disposable {
  const place = globalThis as Place
  place[SINK] = sink
  return {
    [Symbol.dispose]: () => void (place[SINK] === sink && delete place[SINK]),
  }
}

/** Whether anybody takes reports: making one costs a walk through a stack. */
export const hasErrorSink = (): boolean => (globalThis as Place)[SINK] !== undefined

/** What fails in here is nobody's request. */
export function reportError(report: ErrorReport): void {
  try {
    ;(globalThis as Place)[SINK]?.report(report)
  } catch {
    // The log has the error already.
  }
}

export const flushErrors = async (): Promise<void> =>
  (globalThis as Place)[SINK]?.flush().catch(() => undefined)
