// The page of one's own leads.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { storedRows } from '../offline-rows.tsx'
import { SessionGate } from '../session-gate.tsx'
import { LeadsPage } from './leads-page.tsx'

const root = document.getElementById('leads')
if (root) {
  const island = readIsland()
  const list = () => <LeadsPage island={island} />
  root.replaceChildren()
  render(
    <SessionGate island={island} offline={storedRows(island, list)}>
      {list}
    </SessionGate>,
    root,
  )
}
