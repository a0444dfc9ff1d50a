// The account page.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { SessionGate } from '../session-gate.tsx'
import { AccountPage } from './account-page.tsx'

const root = document.getElementById('account')
if (root) {
  const island = readIsland()
  root.replaceChildren()
  render(
    <SessionGate island={island}>
      {(person) => <AccountPage island={island} person={person} />}
    </SessionGate>,
    root,
  )
}
