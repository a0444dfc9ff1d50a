// Keeps the decoders at work: each takes pictures until none is due, then waits for a word or the
// next look.
import { repeat } from '@pk-auto/lifecycle/repeat'

export type DevelopJobs = {
  service: string
  /**
   * One per decoder: works on the next picture, false when none is due; calls `onTaken` once it has
   * one.
   */
  workers: readonly ((onTaken: () => void) => Promise<boolean>)[]
  pollMs: number
  /** Pictures that are due now. */
  due: () => Promise<number>
}

export type Developing = AsyncDisposable & {
  wake(): void
  /** Resolves when no worker is busy and no picture is due. */
  idle(): Promise<void>
}

const LOOK_MS = 20
// Only the first worker looks by itself; it calls the others when there is something.
const SELDOM_MS = 60_000

export function startDeveloping({ service, workers, pollMs, due }: DevelopJobs): Developing {
  let busy = 0
  const loops = workers.map((work, place) => {
    const wakeNext = () => loops[place + 1]?.wake()
    const run = async (signal: AbortSignal) => {
      busy += 1
      try {
        while (!signal.aborted && (await work(wakeNext)));
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
  return {
    wake,
    async idle() {
      // In this order: a picture taken while the question was under way is seen in `busy`.
      while ((await due()) > 0 || busy > 0) {
        wake()
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(loops.map((loop) => loop[Symbol.asyncDispose]()))
    },
  }
}
