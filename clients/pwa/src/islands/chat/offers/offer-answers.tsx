// The buttons under an open price: yes, no or another price of the one who is asked; taking it back
// of the one who named it. Nothing is shown as done before the server has said so.
import type { Answered } from '@pk-auto/client-live/core/offers'
import { rupeesOf } from '@pk-auto/ui/price'
import { useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../../api/sentence.ts'
import { PriceForm } from '../../ads/price-form.tsx'
import type { Island } from '../../island.ts'
import { type Answer, type Answerable, answerOffer, lookUpOffer } from './answer-offer.ts'
import { offerPrice } from './offer-words.ts'

type Props = {
  readonly island: Island
  readonly step: Answerable
  readonly mine: boolean
  readonly listingId: string | undefined
  /** `late`: it was changed before the answer came. */
  readonly onAnswered: (given: Answered | undefined, late: boolean) => void
}

/** It is over, it is not one's turn, or another version: none of it can be answered as it is. */
const isLate = (status: number): boolean => status === 412 || status === 404

export const OfferAnswers = ({ island, step, mine, listingId, onAnswered }: Props) => {
  const { t, api } = island
  const [sending, setSending] = useState<string>()
  const [countering, setCountering] = useState(false)
  const [error, setError] = useState('')
  const counter = useRef<HTMLButtonElement>(null)
  const busy = sending !== undefined
  const send = async (answer: Answer): Promise<void> => {
    if (busy) return
    setSending(typeof answer === 'string' ? answer : 'counter')
    setError('')
    const done = await answerOffer(api, step, answer)
    const late = !done.ok && isLate(done.problem.status)
    const stands = late && listingId ? await lookUpOffer(api, step, listingId) : undefined
    setSending(undefined)
    if (done.ok) onAnswered(done.value, false)
    else if (late) onAnswered(stands, true)
    else setError(sentenceOf(done.problem, t))
  }
  const button = (answer: 'accept' | 'decline' | 'withdraw', kind: string) => (
    <button
      class={`button ${kind}`}
      // Stays where the focus is.
      aria-disabled={busy}
      onClick={() => void send(answer)}
      data-testid={`offer-${answer}`}
    >
      {t(sending === answer ? 'offer.sending' : `offer.${answer}`)}
    </button>
  )
  const cancel = (): void => {
    setCountering(false)
    // The button is there again in the next frame.
    requestAnimationFrame(() => counter.current?.focus())
  }
  return (
    <div
      class="answers"
      role="group"
      aria-label={t('offer.answers', { price: offerPrice(island, step) })}
      aria-busy={busy}
    >
      {mine && button('withdraw', 'plain')}
      {!mine && !countering && (
        <>
          {button('accept', '')}
          <button
            ref={counter}
            class="button plain"
            aria-disabled={busy}
            onClick={() => !busy && setCountering(true)}
            data-testid="offer-counter"
          >
            {t('offer.counter')}
          </button>
          {button('decline', 'plain')}
        </>
      )}
      {!mine && countering && (
        <PriceForm
          island={island}
          label={t('offer.counter.price')}
          action={t(busy ? 'offer.sending' : 'offer.counter.send')}
          busy={busy}
          before={rupeesOf(step.price)}
          onSave={(rupees) => rupees !== undefined && void send({ counter: rupees })}
          onCancel={cancel}
        />
      )}
      <p class="wrong" role="alert" hidden={error === ''} data-testid="offer-error">
        {error}
      </p>
    </div>
  )
}
