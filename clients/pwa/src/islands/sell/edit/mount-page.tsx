// The page on which a seller edits an ad.
import { render } from 'preact'
import { readIsland } from '../../island.ts'
import { SessionGate } from '../../session-gate.tsx'
import { EditPage } from './edit-page.tsx'

const root = document.getElementById('edit-ad')
if (root) {
  const island = readIsland()
  const page = () => <EditPage island={island} id={root.dataset['id'] ?? ''} />
  root.replaceChildren()
  render(
    <SessionGate island={island} offline={page}>
      {page}
    </SessionGate>,
    root,
  )
}
