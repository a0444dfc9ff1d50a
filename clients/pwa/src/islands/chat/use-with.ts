// The way in by a person: the conversation of the two about nothing else is opened, or made.
import type { Problem } from '@pk-auto/client-api/problem'
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../island.ts'

export type With = {
  /** Who is meant; undefined when nobody is, or when the conversation is open. */
  readonly person: string | undefined
  readonly problem: Problem | undefined
  readonly again: () => void
}

const inAddress = (): string | undefined =>
  new URLSearchParams(location.search).get('with') ?? undefined

export const useWith = ({ api }: Island, onOpen: (conv: string) => void): With => {
  const [person, setPerson] = useState(inAddress)
  const [problem, setProblem] = useState<Problem>()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (person === undefined) return
    let current = true
    setProblem(undefined)
    void api('POST /chat/conversations', { body: { with: person } }).then((answer) => {
      if (!current) return
      if (!answer.ok) return setProblem(answer.problem)
      setPerson(undefined)
      onOpen(answer.value.id)
    })
    return () => void (current = false)
  }, [person, tries])
  return { person, problem, again: () => setTries(tries + 1) }
}
