// Marks on their way to the server: of each chat only the highest counts, and one that finds no
// connection waits for the next.
import type { Outgoing } from '../frames.ts'

type Kind = 'read' | 'delivered'
export type MarksDeps = {
  /** False when there is no connection. */
  readonly transmit: (frame: Outgoing) => boolean
  readonly byHttp: () => ((conv: string, seq: number) => Promise<boolean>) | undefined
}

export const createMarks = ({ transmit, byHttp }: MarksDeps) => {
  const waiting = new Map<string, number>()
  const done = new Map<string, number>()

  const sendOne = async (key: string, seq: number): Promise<void> => {
    const [t, conv] = key.split(' ') as [Kind, string]
    const http = byHttp()
    const gone =
      transmit({ t, conv, seq }) || (http && (t === 'delivered' || (await http(conv, seq))))
    if (!gone) return
    done.set(key, Math.max(done.get(key) ?? 0, seq))
    if ((waiting.get(key) ?? 0) <= seq) waiting.delete(key)
  }
  return {
    add(t: Kind, conv: string, seq: number): void {
      const key = `${t} ${conv}`
      if (seq <= Math.max(done.get(key) ?? 0, waiting.get(key) ?? 0)) return
      waiting.set(key, seq)
      void sendOne(key, seq)
    },
    /** Logs were restored from a backup: marks of the lost ones mean nothing. */
    anew(): void {
      waiting.clear()
      done.clear()
    },
    flush(): void {
      for (const [key, seq] of waiting) void sendOne(key, seq)
    },
  }
}
