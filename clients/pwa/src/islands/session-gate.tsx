// Shows a private page to people who are signed in, and the sign-in panel to others.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../api/sentence.ts'
import type { Person } from '@pk-auto/client-api/pwa.gen'
import { showAccountInHeader } from './header.ts'
import type { Island } from './island.ts'
import { LoginPanel } from './login/login-panel.tsx'

type Props = {
  readonly island: Island
  readonly children: (person: Person) => ComponentChildren
  /** What can be shown offline; undefined when nothing can. */
  readonly offline?: () => Promise<ComponentChildren> | ComponentChildren
}
type State = {
  readonly person?: Person
  readonly known: boolean
  readonly error?: string
  readonly offline?: ComponentChildren
}

export const SessionGate = ({ island, children, offline }: Props) => {
  const [state, setState] = useState<State>({ known: false })
  const ask = async (): Promise<void> => {
    const answer = await island.api('GET /me')
    if (answer.ok) setState({ known: true, person: answer.value })
    else if (answer.problem.status === 401) setState({ known: true })
    else {
      const shown = answer.problem.status === 0 ? await offline?.() : undefined
      if (shown) showAccountInHeader()
      setState({ known: false, error: sentenceOf(answer.problem, island.t), offline: shown })
    }
  }
  useEffect(() => void ask(), [])
  if (state.offline) return <>{state.offline}</>
  if (state.error)
    return (
      <div class="state" role="alert">
        <p>{state.error}</p>
        <button class="button" onClick={() => void ask()}>
          {island.t('results.retry')}
        </button>
      </div>
    )
  if (!state.known) return <div class="waiting" aria-busy="true" />
  if (!state.person || state.person.termsDue)
    return (
      <div class="panel narrow">
        <LoginPanel island={island} person={state.person} onDone={() => location.reload()} />
      </div>
    )
  return <>{children(state.person)}</>
}
