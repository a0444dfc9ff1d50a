// What reading does: the newest words that are in sight are marked as read, and new ones are
// announced to whoever does not see them come.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Live } from '../../use-live.ts'

/** What the peer has said or done, in words. */
export type Newest = { readonly seq: number; readonly text: string }
type Read = {
  readonly client: Live['client']
  readonly conv: string
  /** The newest of the peer. */
  readonly newest: Newest | undefined
  /** Whether the end of the conversation is in sight. */
  readonly inSight: boolean
  /** What was there before has been read: what comes now is new. */
  readonly ready: boolean
}

/** Returns the message to announce, and whether there are words that were not in sight yet. */
export const useReading = ({ client, conv, newest, inSight, ready }: Read) => {
  const [seen, setSeen] = useState(true)
  const [visible, setVisible] = useState(!document.hidden)
  const first = useRef<number>()
  const seq = newest?.seq ?? 0
  useEffect(() => {
    const changed = (): void => setVisible(!document.hidden)
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  }, [])
  useEffect(() => {
    if (ready) first.current ??= seq
    if (seq === 0) return
    if (inSight && visible) client.read(conv, seq)
    setSeen(inSight)
  }, [seq, inSight, visible, ready])
  const isNew = first.current !== undefined && seq > first.current
  return { announced: isNew ? newest : undefined, unseen: !seen && isNew }
}
