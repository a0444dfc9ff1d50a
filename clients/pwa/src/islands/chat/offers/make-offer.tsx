// A price for the car of a conversation, named by its buyer above the words.
import { newKey } from '@pk-auto/client-api/client'
import { moneyOf } from '@pk-auto/ui/price'
import { useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../../api/sentence.ts'
import { PriceForm } from '../../ads/price-form.tsx'
import type { Island } from '../../island.ts'

type Props = {
  readonly island: Island
  readonly lead: string
  /** What the seller asks, in whole rupees: an offer far from it is questioned. */
  readonly asked: number
  readonly onDone: () => void
}

export const MakeOffer = ({ island, lead, asked, onDone }: Props) => {
  const { t, api } = island
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  // The same price again is the same offer, however often the connection breaks.
  const key = useRef({ rupees: 0, value: '' })
  const send = async (rupees: number | undefined): Promise<void> => {
    if (busy || rupees === undefined) return
    if (key.current.rupees !== rupees) key.current = { rupees, value: newKey() }
    setBusy(true)
    setError('')
    const made = await api('POST /leads/{id}/offers', {
      ...{ path: { id: lead }, body: { price: moneyOf(rupees) }, key: key.current.value },
    })
    setBusy(false)
    if (made.ok) onDone()
    else setError(sentenceOf(made.problem, t))
  }
  return (
    <section class="make-offer" aria-label={t('offer.make.title')} data-testid="offer-make">
      <PriceForm
        island={island}
        label={t('contact.offer.price')}
        action={t(busy ? 'offer.sending' : 'contact.offer.send')}
        busy={busy}
        before={asked}
        onSave={(rupees) => void send(rupees)}
        onCancel={onDone}
      />
      <p class="wrong" role="alert" hidden={error === ''} data-testid="offer-make-error">
        {error}
      </p>
      <p class="hint">{t('offer.notice')}</p>
    </section>
  )
}
