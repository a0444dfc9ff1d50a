// Whose presence is asked for: the people of the conversations that are open, in one frame whenever
// they change.
import type { Rows } from '../core/rows.ts'
import type { Outgoing } from '../frames.ts'

/** As many as a gateway takes. */
const MOST = 100

export const createWatching = (transmit: (frame: Outgoing) => boolean) => {
  let asked = ''
  return {
    look(open: readonly string[], rows: Rows): void {
      const people = [...new Set(open.flatMap((conv) => rows.get(conv)?.peer.id ?? []))]
      const wanted = people.toSorted((a, b) => a.localeCompare(b)).slice(0, MOST)
      const next = wanted.join(' ')
      if (next !== asked && transmit({ t: 'watch', people: wanted })) asked = next
    },
    /** Another socket knows nothing of what the last one was asked. */
    lineChanged: (): void => void (asked = ''),
  }
}
