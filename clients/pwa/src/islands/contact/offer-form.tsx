// A price named to the seller: the lead first, then the offer. It is no sale, and says so.
import { newKey } from '@pk-auto/client-api/client'
import { moneyOf } from '@pk-auto/ui/price'
import { useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import { PriceForm } from '../ads/price-form.tsx'
import type { Island } from '../island.ts'
import { signInFirst } from './sign-in-first.tsx'

type Props = {
  readonly island: Island
  readonly listingId: string
  /** What the seller asks, in whole rupees: an offer far from it is questioned. */
  readonly asked: number
  readonly onSent: (conversationId: string) => void
  readonly onCancel: () => void
}

export const OfferForm = ({ island, listingId, asked, onSent, onCancel }: Props) => {
  const { t, api } = island
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  // One contact, and the same price again is the same offer, however often the connection breaks.
  const contactKey = useRef(newKey())
  const offerKey = useRef({ rupees: 0, value: '' })
  const make = async (rupees: number) => {
    const opened = await signInFirst(island, () =>
      api('POST /leads', { body: { listingId, kind: 'message' }, key: contactKey.current }),
    )
    if (!opened?.ok) return opened
    if (offerKey.current.rupees !== rupees) offerKey.current = { rupees, value: newKey() }
    const made = await api('POST /leads/{id}/offers', {
      path: { id: opened.value.leadId },
      body: { price: moneyOf(rupees) },
      key: offerKey.current.value,
    })
    return made.ok ? opened : made
  }
  const send = async (rupees: number | undefined): Promise<void> => {
    if (busy || rupees === undefined) return
    setBusy(true)
    setError('')
    const done = await make(rupees)
    setBusy(false)
    if (!done) return
    if (!done.ok) setError(sentenceOf(done.problem, t))
    else if ('conversationId' in done.value) onSent(done.value.conversationId)
  }
  return (
    <div data-testid="offer-form">
      <p class="notice warm">
        {t('offer.notice')} {t('contact.offer.open')}
      </p>
      <PriceForm
        island={island}
        label={t('contact.offer.price')}
        action={t(busy ? 'contact.sending' : 'contact.offer.send')}
        busy={busy}
        before={asked}
        onSave={(rupees) => void send(rupees)}
        onCancel={onCancel}
      />
      <p class="wrong" role="alert" data-testid="offer-error">
        {error}
      </p>
    </div>
  )
}
