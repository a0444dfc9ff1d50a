// Opens the sheet on the page, above everything else.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { ReportSheet, type Reported } from './report-sheet.tsx'

export type OpenedFor = Reported & {
  /** The session is over: signs in and comes back. */
  readonly signIn: () => void
}

export function mountSheet({ signIn, ...about }: OpenedFor): void {
  const root = document.createElement('div')
  document.body.append(root)
  const close = (): void => {
    render(null, root)
    root.remove()
  }
  render(<ReportSheet island={readIsland()} about={about} onClose={close} signIn={signIn} />, root)
}
