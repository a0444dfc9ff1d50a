// Leaves a host alone that neither takes nor refuses what it is sent: what is for others goes out
// meanwhile and waits for no time-out. One send now and then asks for all whether it is back.
import type { Clock } from '@pk-auto/kernel/clock'
import type { Outcome } from '../domain/news/delivery.ts'

/** So many sends in a row that came to nothing. */
const OPENS_AFTER = 5
const PAUSE_MS = 30_000
/** Of those that fail; whoever subscribes may name hosts that are not there. */
const MOST_HOSTS = 1_000

export type HostCircuits = {
  /** What `send` says; while the host is left alone `deferred`, and nothing is sent. */
  ask(host: string, send: () => Promise<Outcome>): Promise<Outcome>
}

/** Of one process. */
export function hostCircuits({ clock }: { clock: Clock }): HostCircuits {
  const failing = new Map<string, { readonly inARow: number; readonly pausedUntil: number }>()
  const note = (host: string, inARow: number): void => {
    const pausedUntil = inARow < OPENS_AFTER ? 0 : clock.now().getTime() + PAUSE_MS
    failing.set(host, { inARow, pausedUntil })
    const [oldest] = failing.keys()
    if (failing.size > MOST_HOSTS && oldest !== undefined) failing.delete(oldest)
  }
  return {
    async ask(host, send) {
      const before = failing.get(host) ?? { inARow: 0, pausedUntil: 0 }
      if (clock.now().getTime() < before.pausedUntil) return { is: 'deferred' }
      // This one asks; the others wait for what comes of it.
      if (before.inARow >= OPENS_AFTER) note(host, before.inARow)
      const outcome = await send()
      if (outcome.is === 'deferred' || outcome.is === 'unknown')
        note(host, (failing.get(host)?.inARow ?? 0) + 1)
      else failing.delete(host)
      return outcome
    },
  }
}
