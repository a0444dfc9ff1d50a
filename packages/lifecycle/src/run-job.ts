// The process edge of work that ends by itself: environment in, exit code out.
import { errorSinkFrom } from '@pk-auto/telemetry/error-sink/from-environment'
import { flushErrors } from '@pk-auto/telemetry/error-sink/sink'
import { loggerFor } from '@pk-auto/telemetry/logger'
import type { Env } from './config.ts'
import { armFailpoints } from './failpoint.ts'

export type Job = {
  /** As its log lines name it. */
  readonly name: string
  /** What it returns is logged. */
  readonly work: (env: Env) => Promise<unknown>
}

/** Exit codes: 0 when the work is done, 1 when it failed; the log says why. */
export async function runJob(
  { name, work }: Job,
  edge: Pick<NodeJS.Process, 'env' | 'exit'> = process,
): Promise<void> {
  const log = loggerFor(name)
  try {
    errorSinkFrom(name, edge.env)
    armFailpoints(edge.env['FAILPOINT'])
    const result = await work(edge.env)
    log.info({ event: 'job.done', result })
    edge.exit(0)
  } catch (error) {
    log.fatal({ event: 'job.failed', error }, error instanceof Error ? error.message : 'failed')
    await flushErrors()
    edge.exit(1)
  }
}
