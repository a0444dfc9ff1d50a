// A process that opens lines and sends messages over them; see load.ts.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Side } from './line.ts'
import type { Order, Outcome, Run } from './load.ts'
import type { Talk } from './people.ts'

export type Generator = AsyncDisposable & {
  /** @throws Error for a refusal, and for a message lost, doubled or out of order */
  run(run: Run): Promise<Outcome>
}

type Answer = { readonly outcome?: Outcome; readonly error?: string }

const FIRST_IN_FLIGHT = 32
const MOST_IN_FLIGHT = 512

export async function startGenerator(side: Side, url: string, talks: Talk[]): Promise<Generator> {
  const child = fork(fileURLToPath(new URL('./load.ts', import.meta.url)))
  const ask = async (order: Order): Promise<Outcome> => {
    child.send(order)
    const [{ outcome, error }] = (await once(child, 'message')) as [Answer]
    if (error !== undefined) throw new Error(`${side}: ${error}`)
    return outcome as Outcome
  }
  await ask({ open: { side, url, talks } })
  return {
    run: (run) => ask({ run }),
    async [Symbol.asyncDispose]() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/**
 * How many messages on their way at once saturate a server: of 32, 64 … 512 those with which most
 * come through. A server that gathers what it is asked needs more of them. Warms it up on the way.
 */
export async function saturating(generator: Generator, seconds: number): Promise<number> {
  let best = { inFlight: FIRST_IN_FLIGHT, perSecond: 0 }
  for (let inFlight = FIRST_IN_FLIGHT; inFlight <= MOST_IN_FLIGHT; inFlight *= 2) {
    const { perSecond } = await generator.run({ seconds, inFlight })
    if (perSecond > best.perSecond) best = { inFlight, perSecond }
  }
  return best.inFlight
}
