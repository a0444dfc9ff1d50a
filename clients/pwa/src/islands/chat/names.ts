// How the two of a conversation and its car are named.
import type { Row } from '@pk-auto/client-live/frames'
import { labelIn } from '@pk-auto/ui/locale'
import { formatPrice, rupeesOf } from '@pk-auto/ui/price'
import type { Island } from '../island.ts'

export const peerName = ({ t }: Island, row: Row | undefined): string =>
  row?.peer.displayName ?? t('chat.person')

/** What a message without words is called. */
export const KIND_WORDS = {
  image: 'chat.picture',
  voice: 'chat.voice',
  place: 'chat.place',
} as const

/** Empty when the conversation is about no ad. */
export const carName = ({ t, locale }: Island, { about }: Row): string => {
  if (!about) return ''
  const title = about.title ? labelIn(locale, about.title) : ''
  return title || t('chat.car.gone')
}

export const carPrice = ({ locale }: Island, { about }: Row): string =>
  about?.price ? formatPrice(rupeesOf(about.price), locale) : ''

/** What has become of the ad; empty while it is live, or when the name says it already. */
export const carState = ({ t }: Island, { about }: Row): string => {
  if (!about?.title || about.state === undefined || about.state === 'live') return ''
  return t(about.state === 'sold' ? 'chat.car.sold' : 'chat.car.over')
}

/** Whether the ad can be looked at: live ones and sold ones have a page. */
export const hasPage = ({ about }: Row): boolean =>
  about?.title !== undefined && ['live', 'sold'].includes(about.state ?? 'live')
