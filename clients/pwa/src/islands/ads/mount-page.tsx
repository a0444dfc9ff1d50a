// The page of one's own ads.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { storedRows } from '../offline-rows.tsx'
import { SessionGate } from '../session-gate.tsx'
import { AdsList } from './ads-list.tsx'

const root = document.getElementById('ads')
if (root) {
  const island = readIsland()
  const list = () => <AdsList island={island} />
  root.replaceChildren()
  render(
    <SessionGate island={island} offline={storedRows(island, list)}>
      {list}
    </SessionGate>,
    root,
  )
}
