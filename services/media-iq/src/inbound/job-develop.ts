// Gives the decoders work: each takes pictures until none is due, then waits for a hint or the next
// look.
import { setTimeout as wait } from 'node:timers/promises'
import { disposeAll } from '@pk-auto/kernel/all-of'
import { repeat } from '@pk-auto/lifecycle/repeat'
import type { Decode } from '../usecases/develop-picture.ts'
import type { MediaIqVerbs } from '../usecases/index.ts'

export type DevelopJobs = {
  service: string
  /** Each works on one picture at a time. */
  decoders: readonly Decode[]
  pollMs: number
  /** How many pictures are due now. */
  backlog: () => Promise<{ readonly due: number }>
  /** Hints from processes that take uploads; loss is harmless. */
  hints: Hints | undefined
}

type Hints = { onHint(channel: string, listener: () => void): Disposable }

/** The channel of hints that a picture is due. */
export const JOBS_HINT = 'media-iq.jobs'

export type Developing = AsyncDisposable & {
  wake(): void
  /**
   * Resolves when no worker is busy and no picture is due; true when that was so already, or when
   * there is no worker here.
   */
  idle(): Promise<boolean>
}

const LOOK_MS = 20
// Only the first worker looks by itself; it calls the others when there is something.
const SELDOM_MS = 60_000

export function startDeveloping(
  { developPicture }: Pick<MediaIqVerbs, 'developPicture'>,
  { service, decoders, pollMs, backlog, hints }: DevelopJobs,
): Developing {
  let busy = 0
  const loops = decoders.map((decode, place) => {
    const wakeNext = () => loops[place + 1]?.wake()
    const run = async (signal: AbortSignal) => {
      busy += 1
      try {
        while (!signal.aborted && (await developPicture(decode, wakeNext)));
      } finally {
        busy -= 1
      }
    }
    return repeat({
      name: `develop.${place}`,
      service,
      everyMs: place === 0 ? pollMs : SELDOM_MS,
      run,
    })
  })
  const wake = () => loops[0]?.wake()
  const listening = hints?.onHint(JOBS_HINT, wake)
  return {
    wake,
    async idle() {
      let already = true
      if (decoders.length === 0) return already
      // In this order: a picture taken while the question was under way is seen in `busy`.
      while ((await backlog()).due > 0 || busy > 0) {
        already = false
        wake()
        await wait(LOOK_MS)
      }
      return already
    },
    async [Symbol.asyncDispose]() {
      listening?.[Symbol.dispose]()
      await disposeAll(loops)
    },
  }
}
