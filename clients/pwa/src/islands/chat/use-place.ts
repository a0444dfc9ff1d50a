// Which conversation is open, as the address says: going from one to another keeps the page.
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../island.ts'

const inPath = (): string | undefined => /\/chat\/([\w-]+)\/?$/.exec(location.pathname)?.[1]

export type Place = {
  readonly conv: string | undefined
  readonly go: (conv: string | undefined) => void
}

export const usePlace = ({ link }: Island): Place => {
  const [conv, setConv] = useState(inPath)
  useEffect(() => {
    const moved = (): void => setConv(inPath())
    addEventListener('popstate', moved)
    return () => removeEventListener('popstate', moved)
  }, [])
  return {
    conv,
    go(next) {
      history.pushState(null, '', link(next === undefined ? '/chat' : `/chat/${next}`))
      setConv(next)
    },
  }
}
