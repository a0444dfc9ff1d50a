// Passes pictures to a decoder process of its own, started when needed, killed when it is late, too
// big or idle.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { errors } from '../../domain/errors.ts'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { DecodeReply, DecodeRequest } from './protocol.ts'

export type DecoderLimits = {
  readonly maxPixels: number
  /** Longest side of a retained original. */
  readonly maxOriginalPx: number
  readonly maxRssBytes: number
  /** From handing over the bytes to the reply, the start of a process included. */
  readonly timeoutMs: number
  /** An unused process costs some 60 MB: it goes after this long. */
  readonly idleMs: number
}

/** One picture at a time: the caller waits for the reply before it asks again. */
export type PictureDecoder = AsyncDisposable & {
  /**
   * @throws MEDIA_DECODER_DIED (internal) when the process crashed, was too slow or took too much
   * memory
   */
  develop(bytes: Uint8Array): Promise<DecodeReply>
}

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
// It may read its own code and load libvips; it may not write, start processes or threads. Its heap
// holds no picture, libvips does.
const CONFINED = [
  '--permission',
  '--allow-addons',
  '--allow-fs-read=*',
  '--max-old-space-size=128',
  '--no-warnings',
]
// Few arenas, or glibc holds on to freed pictures; no variable of the service: the decoder must not
// know a secret.
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' }

// What a large picture leaves scattered in a process is not there for the next one: that gets a
// fresh process rather than one that is ended half way.
const RETIRED_AT = 0.8

const start = (): ChildProcess =>
  fork(WORKER, {
    execArgv: CONFINED,
    env: ENVIRONMENT,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill('SIGKILL')
  await promise
}

export function pictureDecoder(service: string, limits: DecoderLimits): PictureDecoder {
  const metrics = metricsFor(service)
  const took = metrics.histogram('media_decode_ms')
  const died = metrics.counter('media_decoder_died_total')
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined

  const begin = (): ChildProcess => {
    const begun = start()
    // Between two pictures nothing else listens, and an unhandled error would end the service.
    begun.on('error', () => undefined)
    begun.once('exit', () => void (child = child === begun ? undefined : child))
    return begun
  }

  const drop = async () => {
    const old = child
    child = undefined
    if (old) await ended(old)
  }

  function ask(to: ChildProcess, request: DecodeRequest): Promise<DecodeReply> {
    const { promise, resolve, reject } = Promise.withResolvers<DecodeReply>()
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
    async develop(bytes) {
      clearTimeout(idle)
      const began = performance.now()
      child ??= begin()
      try {
        const reply = await ask(child, {
          bytes,
          maxPixels: limits.maxPixels,
          maxOriginalPx: limits.maxOriginalPx,
          maxRssBytes: limits.maxRssBytes,
        })
        if (reply.peakRssBytes > RETIRED_AT * limits.maxRssBytes) await drop()
        return reply
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
