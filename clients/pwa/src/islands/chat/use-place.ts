// Which conversation is open, and at which message, as the address says: going from one to another
// keeps the page.
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../island.ts'

/** A message by its number. */
export type At = { readonly seq: number }

type Shown = { readonly conv: string | undefined; readonly at?: At }

export type Place = Shown & {
  readonly go: (conv: string | undefined, seq?: number) => void
  /** The same in place of this entry of the history. */
  readonly replace: (conv: string) => void
}

/** The address of a conversation, or of one message in it. */
export const pathOf = (conv: string | undefined, seq?: number): string =>
  conv === undefined ? '/chat' : `/chat/${conv}${seq === undefined ? '' : `?at=${seq}`}`

const inAddress = (): Shown => {
  const conv = /\/chat\/([\w-]+)\/?$/.exec(location.pathname)?.[1]
  const seq = Number(new URLSearchParams(location.search).get('at'))
  return { conv, ...(Number.isSafeInteger(seq) && seq > 0 && { at: { seq } }) }
}

export const usePlace = ({ link }: Island): Place => {
  const [shown, setShown] = useState(inAddress)
  useEffect(() => {
    const moved = (): void => setShown(inAddress())
    addEventListener('popstate', moved)
    return () => removeEventListener('popstate', moved)
  }, [])
  return {
    ...shown,
    go(conv, seq) {
      history.pushState(null, '', link(pathOf(conv, seq)))
      setShown(inAddress())
    },
    replace(conv) {
      history.replaceState(null, '', link(pathOf(conv)))
      setShown(inAddress())
    },
  }
}
