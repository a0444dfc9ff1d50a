// Suggests how a search that is being typed may go on. Pure.
import { understand, type Understood } from '../query/understand.ts'
import { phraseKey, type Token, tokenise } from '../query/tokens.ts'
import type { Vocabulary } from '../query/vocabulary.ts'
import type { Label } from '../taxonomy.ts'
import { closeness, isNearly } from './closeness.ts'
import type { Entry } from './entries.ts'
import { countOf, type LiveCounts } from './live-counts.ts'

export type Suggestion = {
  readonly kind: 'make' | 'model' | 'city' | 'query' | 'listing'
  readonly text: Label
  /** What to search for when it is chosen. */
  readonly query: string
}

export type SuggestSource = {
  readonly entries: readonly Entry[]
  readonly vocabulary: Vocabulary
  readonly counts: LiveCounts
}

export const MOST_SUGGESTED = 8
/** Fewer than this, and names that are nearly what was typed are added. */
const ENOUGH = 3
/** Of what is popular when nothing is typed yet. */
const POPULAR = { model: 4, make: 2, city: 2 } as const

/** `thisYear` bounds model years. */
export function suggest(typed: string, source: SuggestSource, thisYear: number): Suggestion[] {
  const tokens = tokenise(typed)
  if (tokens.length === 0) return popular(source)
  const lang = /\p{Script=Arabic}/u.test(typed) ? 'ur' : 'en'
  const names = namesLike(phraseKey(tokens), source, () => true)
  const whole = names.map((entry) => ({
    kind: entry.kind === 'generation' ? ('query' as const) : entry.kind,
    text: entry.text,
    query: entry.text[lang],
  }))
  return whole.length >= ENOUGH || tokens.length === 1
    ? whole.slice(0, MOST_SUGGESTED)
    : [...whole, ...goingOn(tokens, source, lang, thisYear)].slice(0, MOST_SUGGESTED)
}

function popular({ entries, counts }: SuggestSource): Suggestion[] {
  return (['model', 'make', 'city'] as const).flatMap((kind) => {
    const all = entries.filter((entry) => entry.kind === kind)
    const first = all.toSorted((a, b) => countOf(counts, b) - countOf(counts, a))
    const shown = first.slice(0, POPULAR[kind])
    return shown.map(({ text }) => ({ kind, text, query: text.en }))
  })
}

// "corolla under 30 lac lah": the first words are understood, the last begin a name that fits them.
function goingOn(
  tokens: readonly Token[],
  source: SuggestSource,
  lang: 'en' | 'ur',
  thisYear: number,
): Suggestion[] {
  for (let at = 1; at < tokens.length; at += 1) {
    const head = tokens
      .slice(0, at)
      .map(({ raw }) => raw)
      .join(' ')
    const meant = understand(head, source.vocabulary, thisYear)
    if (meant.text !== '' || (meant.phrases.length === 0 && !meant.sort)) continue
    const names = namesLike(phraseKey(tokens.slice(at)), source, (entry) => fits(entry, meant))
    const found = names.map(({ name }) => ({
      kind: 'query' as const,
      text: { en: `${head} ${name.en}`, ur: `${head} ${name.ur}` },
      query: `${head} ${name[lang]}`,
    }))
    if (found.length > 0) return found
  }
  return []
}

function fits({ kind, make = '', model = '' }: Entry, { terms }: Understood): boolean {
  if (kind === 'city') return !terms.city
  if (kind === 'make') return !terms.make && !terms.model
  if (terms.generation || (terms.make && !terms.make.includes(make))) return false
  return kind === 'model' ? !terms.model : !terms.model || terms.model.includes(model)
}

function namesLike(
  key: string,
  { entries, counts }: SuggestSource,
  wanted: (entry: Entry) => boolean,
): Entry[] {
  const close = entries.flatMap((entry) => {
    const rank = closeness(key, entry)
    return rank === undefined || !wanted(entry) ? [] : [{ entry, rank }]
  })
  if (close.length < ENOUGH)
    for (const entry of entries)
      if (!close.some((one) => one.entry === entry) && wanted(entry) && isNearly(key, entry))
        close.push({ entry, rank: 3 })
  const narrow = ({ kind }: Entry) => (kind === 'generation' ? 1 : 0)
  return close
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        narrow(a.entry) - narrow(b.entry) ||
        countOf(counts, b.entry) - countOf(counts, a.entry),
    )
    .slice(0, MOST_SUGGESTED)
    .map(({ entry }) => entry)
}
