// How offers are said: their prices, their ends and until when they are open.
import type { OfferEnd, Step } from '@pk-auto/client-live/core/offers'
import { formatDay, formatTime } from '@pk-auto/ui/moment'
import { formatPrice, rupeesOf, shortPrice } from '@pk-auto/ui/price'
import type { MessageKey } from '@pk-auto/ui/words'
import type { Island } from '../../island.ts'

type Words = Pick<Island, 't' | 'locale'>

export const offerPrice = ({ locale }: Words, { price }: Pick<Step, 'price'>): string =>
  formatPrice(rupeesOf(price), locale)

/** The one line of a list; empty for a step this build does not know. */
export const offerPreview = ({ t, locale }: Words, { step, price }: Step): string => {
  const key = `offer.row.${step}` as MessageKey
  const text = t(key, { price: shortPrice(rupeesOf(price), locale) })
  return text === key ? '' : text
}

/** `Tuesday, 1 December, 5:00 pm`; empty when the step does not say it. */
export const offerUntil = ({ locale }: Words, { expiresAt }: Step, now: Date): string => {
  if (expiresAt === undefined) return ''
  const at = new Date(expiresAt)
  return `${formatDay(at, now, locale)}${locale === 'ur' ? '،' : ','} ${formatTime(at, locale)}`
}

export const offerEnd = (words: Words, { end, step }: OfferEnd, name: string, mine: boolean) => {
  const price = offerPrice(words, step)
  if (end === 'expired') return words.t('offer.end.expired', { price })
  return words.t(`offer.end.${end}.${mine ? 'mine' : 'theirs'}`, { name, price })
}
