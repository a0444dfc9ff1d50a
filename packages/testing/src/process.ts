// One service in a process of its own, for what only a whole process can suffer: kill -9, signals,
// restarts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { until } from './until.ts'

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

export type LogLine = Readonly<Record<string, unknown>>

export type ProcessOptions = {
  readonly name: string
  /**
   * Everything it gets: nothing of the test's own environment but PATH. HTTP_PORT must be a port,
   * or PORT where it has none, since that is where readiness is asked.
   */
  readonly env: Readonly<Record<string, string>>
} & (Sources | { readonly program: readonly [string, ...string[]] })

/** Run by the test's own Node. */
type Sources = {
  /** The service's main.ts. */
  readonly main: URL
  /** Before main.ts on the command line. */
  readonly nodeArguments?: readonly string[]
}

export type ServiceProcess = AsyncDisposable & {
  readonly name: string
  readonly pid: number
  /** Resolves when it has ended, for whatever reason. */
  readonly exit: Promise<Exit>
  /** What it logged so far; a line that is no JSON is under `text`. */
  logged(): readonly LogLine[]
  /** One look at /readyz; false also while nobody listens. */
  ready(): Promise<boolean>
  /** kill -9; resolves when it is gone. */
  kill(): Promise<Exit>
  /** SIGTERM; resolves when it has drained and ended. */
  stop(): Promise<Exit>
}

const READY_TIMEOUT_MS = 30_000

const lineOf = (text: string): LogLine => {
  try {
    return JSON.parse(text) as LogLine
  } catch {
    return { text }
  }
}

/** Starts it and returns at once. Disposing kills it if it still runs. */
export function spawnService(options: ProcessOptions): ServiceProcess {
  const { name, env } = options
  const [command, ...commandArguments] =
    'program' in options
      ? options.program
      : [process.execPath, ...(options.nodeArguments ?? []), options.main.pathname]
  const child = spawn(command, commandArguments, {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: LogLine[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (text) => lines.push(lineOf(text)))
  const exit = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Exit)
  const orphaned = () => child.kill('SIGKILL')
  process.once('exit', orphaned)
  void exit.then(() => process.off('exit', orphaned))
  const signalled = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exit
  }
  return {
    name,
    pid: child.pid ?? 0,
    exit,
    logged: () => lines,
    ready: () =>
      fetch(`http://127.0.0.1:${env['INTERNAL_PORT'] ?? env['HTTP_PORT'] ?? env['PORT']}/readyz`, {
        signal: AbortSignal.timeout(2_500),
      }).then(
        (answer) => answer.ok,
        () => false,
      ),
    kill: () => signalled('SIGKILL'),
    stop: () => signalled('SIGTERM'),
    [Symbol.asyncDispose]: async () => void (await signalled('SIGKILL')),
  }
}

/**
 * Starts it and waits for /readyz. @throws Error with its last words when it ends or is not ready
 * within 30 s
 */
export async function startProcess(options: ProcessOptions): Promise<ServiceProcess> {
  const service = spawnService(options)
  let ended = false
  void service.exit.then(() => (ended = true))
  try {
    await until(`${options.name} is ready`, async () => ended || (await service.ready()), {
      timeoutMs: READY_TIMEOUT_MS,
    })
    if (ended) throw new Error(`${options.name} ended before it was ready`)
    return service
  } catch (error) {
    await service.kill()
    throw new Error(
      `${(error as Error).message}; it last said:\n${service
        .logged()
        .slice(-5)
        .map((line) => JSON.stringify(line))
        .join('\n')}`,
      { cause: error },
    )
  }
}
