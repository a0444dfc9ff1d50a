// The words of each notification: one title and one body, short enough for a locked phone.
import type { Lang } from '../message.ts'
import type { Facts, Kind } from '../news/news.ts'
import { en } from './en.ts'
import { ur } from './ur.ts'

/** What a sentence may be made of; everything is ready to be read. */
export type Material = {
  /** The ad's title, or what stands for it. */
  readonly car: string
  readonly price: string
  readonly was: string
  readonly count: number
  /** Events this stands for. */
  readonly events: number
  /** Of a message: whose it is and how it begins; only where it is sent, never stored. */
  readonly name?: string
  readonly preview?: string
}

export type Sentence = { readonly title: string; readonly body: string }
export type Sentences = Readonly<Record<Kind, (material: Material) => Sentence>> & {
  /** For an ad whose title is not known. */
  readonly someCar: string
  readonly rupees: (grouped: string) => string
}

const SENTENCES: Readonly<Record<Lang, Sentences>> = { en, ur }

/** `28,50,000`: the market groups by lacs. */
const grouped = (rupees: number): string => {
  const digits = String(Math.trunc(rupees))
  if (digits.length <= 3) return digits
  return `${digits.slice(0, -3).replace(/\B(?=(\d{2})+(?!\d))/g, ',')},${digits.slice(-3)}`
}

export type Spoken = {
  readonly kind: Kind
  readonly facts: Facts
  readonly events?: number
  readonly name?: string
  readonly preview?: string
}

export function sentenceOf({ kind, facts, events = 1, name, preview }: Spoken, lang: Lang) {
  const words = SENTENCES[lang]
  const price = (rupees: number | undefined) => words.rupees(grouped(rupees ?? 0))
  return words[kind]({
    ...{ car: facts.title?.[lang] || words.someCar, events, count: facts.count ?? 1 },
    ...{ price: price(facts.price), was: price(facts.was) },
    ...(name !== undefined && name !== '' && { name }),
    ...(preview !== undefined && preview !== '' && { preview }),
  })
}

/** Where on the web it leads, without the language. */
export function pathOf({ kind, facts }: Pick<Spoken, 'kind' | 'facts'>): string {
  if (facts.conversation !== undefined) return `/chat/${facts.conversation}`
  if (facts.search !== undefined) return `/me/alerts/${facts.search}`
  if (kind.startsWith('contact-')) return '/me/leads'
  return kind.startsWith('offer-') ? '/chat' : `/cars/${facts.listing ?? ''}`
}
