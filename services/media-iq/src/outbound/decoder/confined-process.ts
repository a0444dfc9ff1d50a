// A process that decodes what strangers sent: started when needed, killed when it is late, too big
// or idle. It knows no secret and no address, and may neither write files nor start processes.
import { type ChildProcess, fork } from 'node:child_process'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { errors } from '../../domain/errors.ts'

export type ProcessLimits = {
  readonly maxRssBytes: number
  /** From handing over the bytes to the reply, the start of a process included. */
  readonly timeoutMs: number
  /** An unused process costs some 60 MB: it goes after this long. */
  readonly idleMs: number
}

/** One request at a time: the caller waits for the reply before it asks again. */
export type ConfinedProcess<Request, Reply> = AsyncDisposable & {
  /**
   * @throws MEDIA_DECODER_DIED (internal) when the process crashed, was too slow or took too much
   * memory
   */
  ask(request: Request): Promise<Reply>
}

// It may read its own code and load libvips; it may not write, start processes or threads. Its heap
// holds no picture, libvips does.
const CONFINED = [
  '--permission',
  '--allow-addons',
  '--allow-fs-read=*',
  '--max-old-space-size=128',
  // 256 MB for a codec in WebAssembly.
  '--wasm-max-mem-pages=4096',
  '--no-warnings',
]
// Few arenas, or glibc holds on to freed pictures; no variable of the service: the decoder must not
// know a secret.
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' }

// What a large file leaves scattered in a process is not there for the next one: that gets a fresh
// process rather than one that is ended half way.
const RETIRED_AT = 0.8

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill('SIGKILL')
  await promise
}

export function confinedProcess<Request extends object, Reply extends { peakRssBytes: number }>(
  service: string,
  worker: string,
  limits: ProcessLimits,
): ConfinedProcess<Request, Reply> {
  const metrics = metricsFor(service)
  const took = metrics.histogram('media_decode_ms')
  const died = metrics.counter('media_decoder_died_total')
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined

  const begin = (): ChildProcess => {
    const begun = fork(worker, {
      execArgv: CONFINED,
      env: ENVIRONMENT,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // Between two requests nothing else listens, and an unhandled error would end the service.
    begun.on('error', () => undefined)
    begun.once('exit', () => void (child = child === begun ? undefined : child))
    return begun
  }

  const drop = async () => {
    const old = child
    child = undefined
    if (old) await ended(old)
  }

  function reply(to: ChildProcess, request: Request): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    const fail = (reason: string) => reject(errors.MEDIA_DECODER_DIED({ reason }))
    const onExit = () => fail('exited')
    const onError = () => fail('failed')
    const timer = setTimeout(() => fail('timed out'), limits.timeoutMs)
    to.once('message', resolve).once('exit', onExit).once('error', onError)
    to.send(request, (error) => error && fail('unreachable'))
    return promise.finally(() => {
      clearTimeout(timer)
      to.off('message', resolve).off('exit', onExit).off('error', onError)
    })
  }

  return {
    async ask(request) {
      clearTimeout(idle)
      const began = performance.now()
      child ??= begin()
      try {
        const answer = await reply(child, request)
        if (answer.peakRssBytes > RETIRED_AT * limits.maxRssBytes) await drop()
        return answer
      } catch (error) {
        died.add(1)
        await drop()
        throw error
      } finally {
        took.record(performance.now() - began)
        idle = setTimeout(() => void drop(), limits.idleMs).unref()
      }
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(idle)
      await drop()
    },
  }
}
