// Removing with a way back: an ad is gone from the list at once, and from the server when nobody
// has changed their mind for a while or the page is left.
import type { Problem } from '@pk-auto/client-api/problem'

export type Removals = {
  begin(id: string): void
  undo(id: string): void
  /** Sends all that nobody took back. */
  finishAll(): void
}

export type RemovalsDeps = {
  /** Resolves with the refusal, if any. */
  send: (id: string) => Promise<Problem | undefined>
  onDone: (id: string, problem: Problem | undefined) => void
  /** Runs `work` later; returns what stops it. */
  later: (work: () => void) => () => void
}

export const removals = ({ send, onDone, later }: RemovalsDeps): Removals => {
  const stops = new Map<string, () => void>()
  const finish = (id: string): void => {
    stops.get(id)?.()
    if (!stops.delete(id)) return
    void send(id).then((problem) => onDone(id, problem))
  }
  return {
    begin: (id) =>
      void (
        stops.has(id) ||
        stops.set(
          id,
          later(() => finish(id)),
        )
      ),
    undo: (id) => {
      stops.get(id)?.()
      stops.delete(id)
    },
    finishAll: () => [...stops.keys()].forEach(finish),
  }
}
