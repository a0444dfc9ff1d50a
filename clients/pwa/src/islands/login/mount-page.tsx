// The sign-in page: where no sheet can open, and where links to a private page land.
import { render } from 'preact'
import { readIsland, safeNext } from '../island.ts'
import { LoginPanel } from './login-panel.tsx'
import { openChallenge } from './open-challenge.ts'

const root = document.getElementById('login')
if (root) {
  const island = readIsland()
  const next = safeNext(new URLSearchParams(location.search).get('next'), island.link('/'))
  const typed = root.querySelector('input')?.value
  // The field stays the same one, with what is typed in it and its keyboard; another step is new.
  if (openChallenge(Date.now(), () => sessionStorage)) root.replaceChildren()
  render(<LoginPanel {...{ island, typed }} onDone={() => location.replace(next)} />, root)
}
