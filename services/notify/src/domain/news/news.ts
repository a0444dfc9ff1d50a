// News: what has happened that one person wants to know, and why it is sent. Pure.
import type { Lang } from '../message.ts'
import type { PersonId } from '../ids.ts'

/** Why somebody is written to; each purpose can be switched off per channel. */
export const PURPOSES = ['messages', 'offers', 'contacts', 'saved-ads', 'alerts'] as const
export type Purpose = (typeof PURPOSES)[number]

/** How somebody is reached. `in-app` is the list behind the bell. */
export const CHANNELS = ['push', 'email', 'sms', 'whatsapp', 'in-app'] as const
export type DeliveryChannel = (typeof CHANNELS)[number]
/** Channels that leave the platform. */
export type SentChannel = Exclude<DeliveryChannel, 'in-app'>

const PURPOSE_OF = {
  message: 'messages',
  'offer-made': 'offers',
  'offer-countered': 'offers',
  'offer-accepted': 'offers',
  'offer-declined': 'offers',
  'offer-withdrawn': 'offers',
  'offer-expired': 'offers',
  'contact-call': 'contacts',
  'contact-whatsapp': 'contacts',
  'contact-callback': 'contacts',
  'price-dropped': 'saved-ads',
  sold: 'saved-ads',
  'alert-new': 'alerts',
  'alert-dropped': 'alerts',
} as const satisfies Record<string, Purpose>

export type Kind = keyof typeof PURPOSE_OF

export const KINDS = Object.keys(PURPOSE_OF) as readonly Kind[]

export const purposeOf = (kind: Kind): Purpose => PURPOSE_OF[kind]

/** Whether it is said in a conversation, where one may have silenced the other. */
export const isTalk = (kind: Kind): boolean =>
  purposeOf(kind) === 'messages' || purposeOf(kind) === 'offers'

/** What the words are made of. Prices are whole rupees. Nothing that anybody has written. */
export type Facts = {
  readonly listing?: string
  readonly conversation?: string
  readonly search?: string
  /** The ad's, in both languages; absent while search does not know it. */
  readonly title?: Readonly<Record<Lang, string>>
  readonly price?: number
  /** The price before a drop. */
  readonly was?: number
  /** How many ads have matched. */
  readonly count?: number
  /** Number of the message in its conversation. */
  readonly seq?: number
}

export type News = {
  /** One for each event: the same again is no news. */
  readonly event: string
  readonly person: PersonId
  readonly kind: Kind
  readonly at: Date
  /** News of one group that waits is sent as one. */
  readonly group: string
  readonly facts: Facts
  /** Only these, where the person has chosen them for the thing itself. */
  readonly channels?: readonly DeliveryChannel[]
}

/** Old news is for nobody: a new group reads its topics from their beginning. */
export const isFresh = ({ at }: Pick<News, 'at'>, now: Date, maxAgeMs: number): boolean =>
  now.getTime() - at.getTime() <= maxAgeMs
