// The sign-in page: where no sheet can open, and where links to a private page land.
import { render } from 'preact'
import { readIsland, safeNext } from '../island.ts'
import { LoginPanel } from './login-panel.tsx'

const root = document.getElementById('login')
if (root) {
  const island = readIsland()
  const next = safeNext(new URLSearchParams(location.search).get('next'), island.link('/'))
  root.replaceChildren()
  render(<LoginPanel island={island} onDone={() => location.replace(next)} />, root)
}
