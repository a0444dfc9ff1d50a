// A price that one of the two has named: what it is, where it stands, and what can be answered.
import {
  type Answered,
  type Offer,
  type OfferState,
  stateAt,
  stateBy,
} from '@pk-auto/client-live/core/offers'
import { formatTime } from '@pk-auto/ui/moment'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import { isAnswerable } from './answer-offer.ts'
import { OfferAnswers } from './offer-answers.tsx'
import { offerPrice, offerUntil } from './offer-words.ts'

type Props = {
  readonly island: Island
  readonly offer: Offer
  readonly name: string
  readonly mine: boolean
  /** The ad that the offer is about. */
  readonly listingId: string | undefined
  /** Nobody can answer here now. */
  readonly closed: boolean
}

/** Nobody takes these for a sale. */
const OVER: readonly OfferState[] = ['countered', 'declined', 'withdrawn', 'expired']

/** Draws anew at a moment. */
const useMoment = (at: string | undefined): void => {
  const [, draw] = useState(0)
  useEffect(() => {
    const wait = at === undefined ? 0 : Date.parse(at) - Date.now()
    if (wait <= 0) return
    const timer = setTimeout(() => draw((nth) => nth + 1), wait)
    return () => clearTimeout(timer)
  }, [at])
}

export const OfferCard = ({ island, offer, name, mine, listingId, closed }: Props) => {
  const { t, locale } = island
  const { step, at, seq } = offer
  const [answered, setAnswered] = useState<Answered>()
  const [late, setLate] = useState(false)
  const card = useRef<HTMLDivElement>(null)
  useMoment(step.expiresAt)
  const now = new Date()
  // What the log says counts; the server's own answer is there a moment before it.
  const known = offer.state === 'open' || offer.state === 'unknown'
  const state = (known && stateBy(step, answered)) || stateAt(offer, now.getTime())
  const whose = mine ? 'mine' : 'theirs'
  const until = state === 'open' || state === 'expired' ? offerUntil(island, step, now) : ''
  const answer = (given: Answered | undefined, isLate: boolean): void => {
    if (given) setAnswered(given)
    setLate(isLate)
    // The buttons that had the focus are gone.
    card.current?.focus()
  }
  return (
    <li class={mine ? 'mine' : 'theirs'}>
      <div
        ref={card}
        class="offer"
        tabIndex={-1}
        data-testid="offer"
        data-seq={seq}
        data-state={state}
        data-mine={mine}
      >
        <p class="by">
          {t(step.step === 'countered' ? `offer.counter.${whose}` : `offer.${whose}`, { name })}
        </p>
        <p class="amount" data-testid="offer-price" data-minor={step.price.minor}>
          <bdi>{offerPrice(island, step)}</bdi>
        </p>
        <p class="stands" data-testid="offer-state">
          <span class={`tag ${state}`}>{t(`offer.state.${state}`)}</span>{' '}
          {until && <span>{t(state === 'open' ? 'offer.until' : 'offer.was', { until })}</span>}
        </p>
        <p class="wrong" role="alert" hidden={!late} data-testid="offer-late">
          {late && t('offer.late')}
        </p>
        {state === 'open' && !closed && isAnswerable(step) && (
          <OfferAnswers {...{ island, step, mine, listingId }} onAnswered={answer} />
        )}
        <span class="foot">
          {!OVER.includes(state) && <small>{t('offer.notice')}</small>}
          <time dateTime={at}>{formatTime(new Date(at), locale)}</time>
        </span>
      </div>
    </li>
  )
}
