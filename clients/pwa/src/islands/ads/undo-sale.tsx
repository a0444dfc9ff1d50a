// Takes a sale back while there is time: how much is left comes from the server, of this device
// only what has passed since counts.
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import { useEffect, useState } from 'preact/hooks'
import { clockOf } from '../chat/voice/clock.ts'
import type { Island } from '../island.ts'
import { steadyNow } from '../steady-now.ts'
import { againPath } from '../sell/draft/begin-again.ts'

type Props = {
  readonly island: Island
  readonly ad: Listing
  readonly busy: boolean
  readonly onUndo: () => void
}

export const UndoSale = ({ island, ad, busy, onUndo }: Props) => {
  const { t, link } = island
  const [passedMs, setPassedMs] = useState(0)
  const given = ad.undoSaleMs ?? 0
  useEffect(() => {
    const receivedAt = steadyNow()
    setPassedMs(0)
    if (given === 0) return undefined
    const timer = setInterval(() => setPassedMs(steadyNow() - receivedAt), 1_000)
    return () => clearInterval(timer)
  }, [ad])
  const leftMs = given - passedMs
  if (leftMs <= 0)
    return (
      <a class="button text" href={link(againPath(ad.id))} data-testid="ad-again">
        {t('ads.again')}
      </a>
    )
  return (
    <div class="notice warm undo-sale" data-testid="ad-undo-sale">
      <p>
        {t('ads.undo.text')} <bdi role="timer">{clockOf(leftMs)}</bdi>
      </p>
      <button class="button" disabled={busy} onClick={onUndo} data-testid="ad-undo">
        {t('ads.undo')}
      </button>
    </div>
  )
}
