// The edits of own ads that wait for a connection, by ad.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { AdEdit } from '../../offline/waiting/change.ts'
import { onWaiting } from '../../offline/waiting/announcing.ts'
import { waitingHere } from '../../offline/waiting/waiting.ts'

export type WaitingEdits = ReadonlyMap<string, AdEdit>

/** A device whose storage does not answer shows the ads as they are. */
const PATIENCE_MS = 3_000

/** Undefined until they are read. `onSettled` is called with an ad whose edit waits no longer. */
export const useWaitingEdits = (onSettled: (id: string) => void): WaitingEdits | undefined => {
  const [edits, setEdits] = useState<WaitingEdits>()
  const before = useRef<WaitingEdits>(new Map())
  useEffect(() => {
    const look = async (): Promise<void> => {
      const now = new Map<string, AdEdit>()
      for (const { change, refusal } of await waitingHere())
        if (change.kind === 'ad' && refusal === undefined) now.set(change.id, change.body)
      const settled = [...before.current.keys()].filter((id) => !now.has(id))
      before.current = now
      setEdits(now)
      settled.forEach(onSettled)
    }
    onWaiting(() => void look())
    void look()
    const late = setTimeout(() => setEdits((known) => known ?? new Map()), PATIENCE_MS)
    return () => clearTimeout(late)
  }, [])
  return edits
}
