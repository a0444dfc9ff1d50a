// The page of one's own ads.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { SessionGate } from '../session-gate.tsx'
import { AdsList } from './ads-list.tsx'

const root = document.getElementById('ads')
if (root) {
  const island = readIsland()
  root.replaceChildren()
  render(<SessionGate island={island}>{() => <AdsList island={island} />}</SessionGate>, root)
}
