// The page of what a person saved.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { storedRows } from '../offline-rows.tsx'
import { SessionGate } from '../session-gate.tsx'
import { FavouritesPage } from './favourites-page.tsx'

const root = document.getElementById('favourites')
if (root) {
  const island = readIsland()
  const list = () => <FavouritesPage island={island} />
  root.replaceChildren()
  render(
    <SessionGate island={island} offline={storedRows(island, list)}>
      {list}
    </SessionGate>,
    root,
  )
}
