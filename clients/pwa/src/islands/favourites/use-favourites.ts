// What a person saved, as their page holds it: pages loaded so far, rows being removed, the link.
import type { Favourite } from '@pk-auto/client-api/pwa.gen'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import { labelIn } from '@pk-auto/ui/locale'
import { putAside, waitingHere } from '../../offline/waiting/waiting.ts'
import type { Island } from '../island.ts'
import { removals } from './removals.ts'

/** How long a removed ad can be brought back. */
const UNDO_MS = 8_000
const PAGE = 20

export type SavedList = {
  readonly items: readonly Favourite[]
  readonly next: string | null
  readonly sharedAs: string | null
}

/** The ads whose removal waits for a connection. */
const removedAside = async (): Promise<ReadonlySet<string>> => {
  const waiting = await waitingHere()
  const ids = waiting.flatMap(({ change, refusal }) =>
    change.kind === 'favourite' && !change.saved && refusal === undefined ? [change.id] : [],
  )
  return new Set(ids)
}

export const useFavourites = ({ api, t, locale }: Island) => {
  const [list, setList] = useState<SavedList>()
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState('')
  const titles = useRef(new Map<string, string>()).current
  const isRemoved = (id: string, yes: boolean): void =>
    setRemoved((before) => new Set(yes ? [...before, id] : [...before].filter((x) => x !== id)))

  const load = async (after: string | null): Promise<void> => {
    const answer = await api('GET /me/favourites', {
      query: { limit: PAGE, ...(after === null ? {} : { after }) },
    })
    if (!answer.ok) return setError(sentenceOf(answer.problem, t))
    setError('')
    const aside = await removedAside()
    const items = answer.value.items.filter(({ listing }) => !aside.has(listing.id))
    for (const { listing } of items) titles.set(listing.id, labelIn(locale, listing.title))
    setList((before) => ({
      ...answer.value,
      items: [...(after === null ? [] : (before?.items ?? [])), ...items],
    }))
  }
  const removeLater = (id: string): Promise<boolean> =>
    putAside({ kind: 'favourite', id, saved: false }, titles.get(id) ?? '')

  const removing = useRef(
    removals({
      send: async (id) => {
        const answer = await api('DELETE /me/favourites/{listingId}', { path: { listingId: id } })
        if (answer.ok || (answer.problem.status === 0 && (await removeLater(id)))) return undefined
        return answer.problem
      },
      onDone: (id, problem) => {
        // The row goes, and its button with it: whoever was there is not thrown to the top.
        if (document.activeElement?.closest(`[data-id='${id}']`))
          document.getElementById('main')?.focus({ preventScroll: true })
        isRemoved(id, false)
        if (problem) setError(sentenceOf(problem, t))
        else
          setList(
            (before) =>
              before && { ...before, items: before.items.filter((one) => one.listing.id !== id) },
          )
      },
      later: (work) => {
        const timer = setTimeout(work, UNDO_MS)
        return () => clearTimeout(timer)
      },
    }),
  ).current

  useEffect(() => {
    void load(null)
    const left = (): void => removing.finishAll()
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') left()
    }
    document.addEventListener('visibilitychange', hidden)
    addEventListener('pagehide', left)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      removeEventListener('pagehide', left)
    }
  }, [])

  return {
    ...{ list, error, load, removed },
    shareAs: (sharedAs: string | null): void =>
      setList((before) => before && { ...before, sharedAs }),
    remove: (id: string): void => {
      setError('')
      isRemoved(id, true)
      removing.begin(id)
    },
    undo: (id: string): void => {
      isRemoved(id, false)
      removing.undo(id)
    },
  }
}
