// Words that are looked for while they are typed.
import type { Problem } from '@pk-auto/client-api/problem'
import type { FoundMessages } from '@pk-auto/client-api/pwa.gen'
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../../island.ts'

const PAUSE_MS = 300

export type Search = {
  readonly query: string
  readonly onQuery: (query: string) => void
  /** Undefined while nothing is looked for. */
  readonly state: 'looking' | FoundMessages | { readonly problem: Problem } | undefined
}

export const useSearch = ({ api }: Island): Search => {
  const [query, onQuery] = useState('')
  const [state, setState] = useState<Search['state']>()
  const q = query.trim()
  useEffect(() => {
    if (q.length < 2) return setState(undefined)
    let current = true
    setState('looking')
    const look = async (): Promise<void> => {
      const answer = await api('GET /chat/search', { query: { q } })
      if (current) setState(answer.ok ? answer.value : { problem: answer.problem })
    }
    const timer = setTimeout(() => void look(), PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [q])
  return { query, onQuery, state }
}
