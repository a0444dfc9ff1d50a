// A call that needs a session: whoever has none, or must still accept the terms, does so in a sheet
// without leaving the page, and then it is made.
import type { Answer } from '@pk-auto/client-api/problem'
import type { Person } from '@pk-auto/client-api/pwa.gen'
import { render } from 'preact'
import { showAccountInHeader } from '../header.ts'
import type { Island } from '../island.ts'
import { LoginSheet } from '../login/login-sheet.tsx'

/** The last answer; undefined when they closed the sheet instead. */
export async function signInFirst<T>(
  island: Island,
  call: () => Promise<Answer<T>>,
): Promise<Answer<T> | undefined> {
  const answer = await call()
  if (answer.ok || (answer.problem.status !== 401 && answer.problem.code !== 'TERMS_DUE'))
    return answer
  const me = await island.api('GET /me')
  return (await signedIn(island, me.ok ? me.value : undefined)) ? call() : undefined
}

/** Whether they have a session and have accepted the terms when the sheet closes. */
const signedIn = (island: Island, person: Person | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    const host = document.body.appendChild(document.createElement('div'))
    const close = (done: boolean): void => {
      render(null, host)
      host.remove()
      if (done) showAccountInHeader()
      resolve(done)
    }
    render(
      <LoginSheet
        island={island}
        person={person}
        note={island.t('contact.signIn')}
        onDone={() => close(true)}
        onClose={() => close(false)}
      />,
      host,
    )
  })
