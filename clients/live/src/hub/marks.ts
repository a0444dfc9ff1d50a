// Marks on their way to the server: of each chat only the highest counts, and one that may not have
// arrived is sent again, for a mark that comes twice changes nothing.
import type { Outgoing } from '../frames.ts'

type Kind = 'read' | 'delivered'
export type MarksDeps = {
  /** False when there is no connection. */
  readonly transmit: (frame: Outgoing) => boolean
  readonly byHttp: () => ((conv: string, seq: number) => Promise<boolean>) | undefined
}

/** `sent`: on the connection there is, which may yet be lost. */
type Mark = { readonly seq: number; readonly is: 'waiting' | 'sent' | 'in' }

export const createMarks = ({ transmit, byHttp }: MarksDeps) => {
  const marks = new Map<string, Mark>()

  const sendOne = async (key: string, seq: number): Promise<void> => {
    const [t, conv] = key.split(' ') as [Kind, string]
    const become = (is: Mark['is']): void => {
      if (marks.get(key)?.seq === seq) marks.set(key, { seq, is })
    }
    if (transmit({ t, conv, seq })) return become('sent')
    const http = byHttp()
    if (http && (t === 'delivered' || (await http(conv, seq)))) become('in')
  }
  const sentWaitAgain = (keys: Iterable<string>): void => {
    for (const key of keys) {
      const mark = marks.get(key)
      if (mark?.is === 'sent') marks.set(key, { ...mark, is: 'waiting' })
    }
  }
  const keysOf = (conv: string): string[] => [`read ${conv}`, `delivered ${conv}`]
  return {
    add(t: Kind, conv: string, seq: number): void {
      const key = `${t} ${conv}`
      if (seq <= (marks.get(key)?.seq ?? 0)) return
      marks.set(key, { seq, is: 'waiting' })
      void sendOne(key, seq)
    },
    /** A row tells how far its person has read: what was read has been delivered too. */
    arrived(conv: string, readSeq: number): void {
      for (const key of keysOf(conv)) {
        const mark = marks.get(key)
        if (mark && mark.seq <= readSeq) marks.set(key, { ...mark, is: 'in' })
      }
    },
    /** The server could not take them now. */
    refused: (conv: string): void => sentWaitAgain(keysOf(conv)),
    /** What was sent on the last connection may have been lost with it. */
    lineChanged: (): void => sentWaitAgain([...marks.keys()]),
    /** Logs were restored from a backup: marks of the lost ones mean nothing. */
    anew: (): void => marks.clear(),
    flush(): void {
      for (const [key, { seq, is }] of marks) if (is === 'waiting') void sendOne(key, seq)
    },
  }
}
