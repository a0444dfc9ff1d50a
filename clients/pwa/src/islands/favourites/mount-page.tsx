// The page of what a person saved.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { SessionGate } from '../session-gate.tsx'
import { FavouritesPage } from './favourites-page.tsx'

const root = document.getElementById('favourites')
if (root) {
  const island = readIsland()
  root.replaceChildren()
  render(
    <SessionGate island={island}>{() => <FavouritesPage island={island} />}</SessionGate>,
    root,
  )
}
