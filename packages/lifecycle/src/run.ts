// The process edge of every service: environment in, signals, graceful stop, exit code out.
import { errorSinkFrom } from '@pk-auto/telemetry/error-sink/from-environment'
import { flushErrors } from '@pk-auto/telemetry/error-sink/sink'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { flushTracing } from '@pk-auto/telemetry/tracing'
import type { Env } from './config.ts'
import { armFailpoints } from './failpoint.ts'
import { runJob } from './run-job.ts'
import { watchStalls } from './stalls.ts'
import { trimHeapSoon } from './trim-heap.ts'

export type Service = {
  readonly name: string
  /**
   * Builds and starts everything. What it returns is disposed of on SIGTERM: readiness off,
   * consumers, requests, pools.
   */
  readonly start: (env: Env) => Promise<AsyncDisposable>
  /** Work that ends by itself: it runs in place of `start` when the process is given its word. */
  readonly jobs?: Readonly<Record<string, (env: Env) => Promise<unknown>>>
}

/** The part of `process` this needs; a test passes its own. */
export type ProcessEdge = Pick<NodeJS.Process, 'env' | 'exit'> & {
  readonly argv?: readonly string[]
  on(event: string, listener: (reason: unknown) => void): unknown
}

// preStop 5 s < drain 25 s < the pod's grace of 40 s.
const DRAIN_MS = 25_000

/**
 * Runs a service until a signal. Exit codes: 0 after SIGTERM or SIGINT when it stopped within 25 s;
 * 1 when it could not start, could not stop in time, or lost a promise or an exception (its state
 * is then unknown, so it ends at once). A second signal ends at once with 130. With the word of a
 * job it ends as `runJob` does; a word that is none is refused with 1.
 */
export async function runService(
  { name, start, jobs = {} }: Service,
  edge: ProcessEdge = process,
): Promise<void> {
  const log = loggerFor(name)
  const word = edge.argv?.[2]
  const job = word !== undefined && Object.hasOwn(jobs, word) ? jobs[word] : undefined
  if (job) return runJob({ name, work: job }, edge)
  if (word !== undefined) {
    const known = Object.keys(jobs).join(', ') || 'none'
    log.fatal({ event: 'service.job_unknown' }, `no job is named ${word}; there are: ${known}`)
    return edge.exit(1)
  }
  const exit = async (code: number) => {
    await Promise.all([flushTracing(), flushErrors()])
    edge.exit(code)
  }
  const die = (event: string) => (error: unknown) => {
    log.fatal({ event, error }, isConfigError(error) ? error.message : event)
    void exit(1)
  }
  edge.on('unhandledRejection', die('process.unhandled_rejection'))
  edge.on('uncaughtException', die('process.uncaught_exception'))
  const asked = Promise.withResolvers<void>()
  let signals = 0
  for (const signal of ['SIGTERM', 'SIGINT'])
    edge.on(signal, () => (++signals > 1 ? edge.exit(130) : asked.resolve()))
  armFailpoints(edge.env['FAILPOINT'])

  let running: AsyncDisposable
  try {
    errorSinkFrom(name, edge.env)
    running = await start(edge.env)
  } catch (error) {
    return die('service.start_failed')(error)
  }
  log.info({ event: 'service.started' })
  trimHeapSoon()
  using _watch = watchStalls(name)
  await asked.promise
  log.info({ event: 'service.stopping' })
  await exit(await stop(running, die))
}

/** Written for whoever starts the service; any other text may quote what people sent. */
const isConfigError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ConfigError'

async function stop(
  running: AsyncDisposable,
  die: (event: string) => (error: unknown) => void,
): Promise<number> {
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), DRAIN_MS)
  try {
    if ((await Promise.race([running[Symbol.asyncDispose](), late.promise])) !== 'late') return 0
    die('service.stop_timed_out')(new Error(`not stopped after ${DRAIN_MS} ms`))
  } catch (error) {
    die('service.stop_failed')(error)
  } finally {
    clearTimeout(timer)
  }
  return 1
}
