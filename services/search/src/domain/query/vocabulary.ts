// Every name and nickname of the taxonomy by its spelling key: what understanding looks words up
// in. Built once per taxonomy. Pure.
import type { TermFilter } from '../filters.ts'
import type { Named, Taxonomy } from '../taxonomy.ts'
import { NOISE } from './words/filler-words.ts'
import { type Meaning, valuesOf } from './meaning.ts'
import { DISBELIEVED, MORE_FEATURES, SYNONYMS } from './words/synonyms.ts'
import { phraseKey, tokenise } from './tokens.ts'

export type Vocabulary = {
  /** Meanings by spelling key. */
  readonly phrases: ReadonlyMap<string, readonly Meaning[]>
  /** Words in the longest phrase. */
  readonly longest: number
  /** Keys of names worth guessing at when misspelt, by first letter. */
  readonly guessable: ReadonlyMap<string, readonly string[]>
  /** Words of variants: `gli`, `oriel`. They are matched as text. */
  readonly trims: ReadonlySet<string>
  /**
   * Numbers that stand in a car's names, by `make` and by `make/model`: with that
   * car they are no prices.
   */
  readonly numbers: ReadonlyMap<string, ReadonlySet<number>>
  /** Slugs of equipment by spelling key, and the words in the longest of them. */
  readonly features: ReadonlyMap<string, string>
  readonly longestFeature: number
  /** Of a list of two values the other one, by `transmission/automatic`. */
  readonly opposites: ReadonlyMap<string, string>
}

/** Lists of the taxonomy whose words are understood as filters. */
const UNDERSTOOD_TERMS: readonly TermFilter[] = [
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'condition',
  'sellerType',
]
const MIN_GUESSABLE = 5
/** Shorter ones lie too near to ordinary words: "di khan" to dikhana, "karwan" to karwana. */
const MIN_GUESSABLE_NICKNAME = 7

export function vocabularyOf(taxonomy: Taxonomy): Vocabulary {
  const phrases = new Map<string, Meaning[]>()
  let longest = 1
  const add = (text: string, meaning: Meaning) => {
    const tokens = tokenise(text)
    const key = phraseKey(tokens)
    if (
      key === '' ||
      DISBELIEVED.has(key) ||
      (tokens.length === 1 && (NOISE.has(key) || tokens[0]?.number !== undefined))
    )
      return
    longest = Math.max(longest, tokens.length)
    const meanings = phrases.get(key) ?? []
    if (!meanings.some((present) => sameMeaning(present, meaning)))
      phrases.set(key, [...meanings, meaning])
  }
  const proper = new Set<string>()
  const addAll = (named: Named, meaning: Meaning) => {
    const { name, slug, nicknames } = named
    for (const text of [name.en, name.ur, slug]) proper.add(phraseKey(tokenise(text)))
    for (const text of [name.en, name.ur, slug, ...nicknames]) add(text, meaning)
  }
  for (const make of taxonomy.makes) {
    addAll(make, { kind: 'make', make: make.slug })
    for (const model of make.models) {
      addAll(model, { kind: 'model', make: make.slug, model: model.slug })
      for (const generation of model.generations)
        addAll(generation, {
          kind: 'generation',
          make: make.slug,
          model: model.slug,
          generation: generation.slug,
        })
    }
  }
  for (const city of taxonomy.cities) {
    addAll(city, { kind: 'city', city: city.slug })
    for (const area of city.areas) addAll(area, { kind: 'area', city: city.slug, area: area.slug })
  }
  for (const filter of UNDERSTOOD_TERMS)
    for (const term of taxonomy.terms.get(filter) ?? [])
      addAll(term, { kind: 'term', filter, value: term.slug })
  for (const [filter, value, texts] of SYNONYMS) {
    const known =
      filter === 'registrationCity' ||
      taxonomy.terms.get(filter)?.some(({ slug }) => slug === value)
    if (known) for (const text of texts.split(',')) add(text, { kind: 'term', filter, value })
  }
  return {
    phrases,
    longest,
    guessable: guessableKeys(phrases, proper),
    ...wordsOfCars(taxonomy),
    ...featuresOf(taxonomy),
    opposites: oppositesOf(taxonomy),
  }
}

/** The value of a filter that goes by this name, in any script; none where several do. */
export function valueNamed(
  filter: TermFilter,
  text: string,
  { phrases }: Vocabulary,
): string | undefined {
  const meanings = phrases.get(phraseKey(tokenise(text))) ?? []
  const values = meanings.flatMap((meaning) => {
    if (meaning.kind === 'city' && filter === 'registrationCity') return [meaning.city]
    const [name, value] = valuesOf(meaning).at(-1) ?? []
    return name === filter && value !== undefined ? [value] : []
  })
  const [first, ...others] = new Set(values)
  return others.length > 0 ? undefined : first
}

function featuresOf({ terms }: Taxonomy): Pick<Vocabulary, 'features' | 'longestFeature'> {
  const spelled = (terms.get('feature') ?? []).flatMap(({ slug, name, nicknames }) =>
    [name.en, name.ur, slug, ...nicknames, ...(MORE_FEATURES[slug] ?? '').split(', ')]
      .map((text) => tokenise(text))
      .filter((tokens) => tokens.length > 0)
      .map((tokens) => ({ slug, tokens })),
  )
  return {
    features: new Map(spelled.map(({ slug, tokens }) => [phraseKey(tokens), slug])),
    longestFeature: Math.max(1, ...spelled.map(({ tokens }) => tokens.length)),
  }
}

const oppositesOf = ({ terms }: Taxonomy): Map<string, string> =>
  new Map(
    UNDERSTOOD_TERMS.flatMap((filter) => {
      const [one, other, ...more] = terms.get(filter) ?? []
      return one && other && more.length === 0
        ? [
            [`${filter}/${one.slug}`, other.slug] as const,
            [`${filter}/${other.slug}`, one.slug] as const,
          ]
        : []
    }),
  )

function wordsOfCars({ makes }: Taxonomy): Pick<Vocabulary, 'trims' | 'numbers'> {
  const trims = new Set<string>()
  const numbers = new Map<string, Set<number>>()
  const tokensOf = ({ name, nicknames = [] }: Pick<Named, 'name'> & Partial<Named>) =>
    [name.en, name.ur, ...nicknames].flatMap(tokenise)
  for (const make of makes) {
    const ofMake = new Set<number>()
    numbers.set(make.slug, ofMake)
    for (const model of make.models) {
      const variants = model.generations.flatMap((generation) => generation.variants)
      const ofModel = [model, ...model.generations, ...variants]
        .flatMap(tokensOf)
        .flatMap(({ number }) => (number === undefined ? [] : [number]))
      numbers.set(`${make.slug}/${model.slug}`, new Set(ofModel))
      for (const number of ofModel) ofMake.add(number)
      for (const { norm, number } of variants.flatMap(tokensOf))
        if (number === undefined) trims.add(norm)
    }
  }
  return { trims, numbers }
}

function guessableKeys(
  phrases: ReadonlyMap<string, readonly Meaning[]>,
  proper: ReadonlySet<string>,
): Map<string, string[]> {
  const keys = new Map<string, string[]>()
  for (const [key, meanings] of phrases) {
    const isName = meanings.some(
      ({ kind }) => kind === 'make' || kind === 'model' || kind === 'city',
    )
    const least = proper.has(key) ? MIN_GUESSABLE : MIN_GUESSABLE_NICKNAME
    if (!isName || key.length < least || /\d/.test(key)) continue
    const first = key.slice(0, 1)
    keys.set(first, [...(keys.get(first) ?? []), key])
  }
  return keys
}

const sameMeaning = (a: Meaning, b: Meaning): boolean => JSON.stringify(a) === JSON.stringify(b)
