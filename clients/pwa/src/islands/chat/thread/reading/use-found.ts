// A message that was looked for: read by its number however far back it is, brought into sight, and
// given the focus, so that it is read out too.
import type { Refusal } from '@pk-auto/client-live/ports'
import { useEffect, useState } from 'preact/hooks'
import type { At } from '../../use-place.ts'
import type { Live } from '../../use-live.ts'
import type { Scroll } from './use-scroll.ts'

type Find = {
  readonly client: Live['client']
  readonly conv: string
  /** Another object each time somebody asks for it. */
  readonly at: At | undefined
  /** What was there before has been read. */
  readonly ready: boolean
  readonly scroll: Scroll
  readonly onProblem: (refusal: Refusal) => void
}

/** The number of the message that is marked as the one that was looked for. */
export const useFound = ({ client, conv, at, ready, scroll, onProblem }: Find) => {
  const [found, setFound] = useState<At>()
  useEffect(() => {
    if (!at || !ready) return
    let current = true
    scroll.leaveEnd()
    void client.around(conv, at.seq).then((refusal) => {
      if (!current) return
      if (refusal) onProblem(refusal)
      else setFound(at)
    })
    return () => void (current = false)
  }, [conv, at, ready])
  useEffect(() => {
    if (found) scroll.show(`[data-seq="${found.seq}"]`)
  }, [found])
  return found?.seq
}
