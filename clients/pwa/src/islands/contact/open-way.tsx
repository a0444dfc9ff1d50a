// What happens when somebody presses one of the buttons by which a seller is reached.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { MessageSheet } from './message-sheet.tsx'
import { showNumber } from './show-number.ts'

/** Resolves when the sheet stands, or the number does. */
export async function openWay(box: HTMLElement, button: HTMLElement): Promise<void> {
  const island = readIsland()
  const way = button.dataset['way']
  if (way === 'call' || way === 'whatsapp') return showNumber(island, box, way)
  const host = document.body.appendChild(document.createElement('div'))
  const close = (): void => {
    render(null, host)
    host.remove()
    button.focus()
  }
  const listingId = box.dataset['listing'] ?? ''
  const asked = Number(box.dataset['rupees'])
  const first = way === 'offer' ? way : 'message'
  const sheet = { island, listingId, asked, first, onClose: close } as const
  render(<MessageSheet {...sheet} />, host)
}
