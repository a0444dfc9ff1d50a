// Many small wishes become few large reads: what comes within some milliseconds is read together,
// and nobody's wish is read twice at the same time.
import { backoffMs } from '@pk-auto/kernel/backoff'
import { loggerFor } from '@pk-auto/telemetry/logger'

export type GatherSettings<One> = {
  readonly service: string
  /** How long the first waits for others. */
  readonly gatherMs: number
  /**
   * Reads for all of these. A failure is logged and the same ones are tried again, later each time.
   */
  readonly read: (together: readonly One[]) => Promise<void>
}

export type Gathered<One> = Disposable & {
  /** Soon; once more when it is being read at this moment. */
  want(one: One): void
  /** No more of it. */
  forget(one: One): void
}

/**
 * Under way at once. What comes meanwhile is read together afterwards: the busier it is, the larger
 * the reads become, and not the more numerous.
 */
const MOST_READS = 2

const RETRY = { firstMs: 100, maxMs: 2_000 }

export function gathered<One>({ service, gatherMs, read }: GatherSettings<One>): Gathered<One> {
  const log = loggerFor(service)
  const wanted = new Set<One>()
  const underWay = new Set<One>()
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let reads = 0
  let isOver = false

  const soon = (ms: number) => {
    if (!isOver) timer ??= setTimeout(() => void flush(), ms)
  }
  const flush = async (): Promise<void> => {
    timer = undefined
    // The end of a read comes back to what is wanted then.
    if (reads >= MOST_READS) return
    const together = [...wanted].filter((one) => !underWay.has(one))
    if (together.length === 0) return
    reads += 1
    for (const one of together) {
      wanted.delete(one)
      underWay.add(one)
    }
    try {
      await read(together)
      failures = 0
    } catch (error) {
      if (failures === 0) log.warn({ event: 'live.read_failed', error })
      failures += 1
      for (const one of together) if (underWay.has(one)) wanted.add(one)
    }
    for (const one of together) underWay.delete(one)
    reads -= 1
    if (wanted.size > 0) soon(failures > 0 ? backoffMs(failures - 1, RETRY) : 0)
  }
  return {
    want(one) {
      wanted.add(one)
      soon(failures > 0 ? RETRY.maxMs : gatherMs)
    },
    forget(one) {
      wanted.delete(one)
      underWay.delete(one)
    },
    [Symbol.dispose]() {
      isOver = true
      clearTimeout(timer)
    },
  }
}
