// Reads names out of a query: makes, models, generations, cities, closed values — longest phrase
// first, then likely misspellings. Pure.
import { editDistance } from './edit-distance.ts'
import { isEither } from './either.ts'
import { isWithoutVowels } from './left-out-vowels.ts'
import { NOISE, FILLERS } from './words/filler-words.ts'
import { SCALES } from './words/amount-words.ts'
import { NUMBER_WORDS } from './words/number-words.ts'
import { ORDINARY } from './words/ordinary-words.ts'
import { OF, REGISTERED, REGISTERED_IN, ROAD } from './words/place-words.ts'
import { type Meaning, strongest } from './meaning.ts'
import { isFree, use, wordAt, type Words } from './phrase-match.ts'
import { WEAK } from './words/synonyms.ts'
import { phraseKey } from './tokens.ts'
import { SMALL_ENGINES } from './words/small-engines.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Name = {
  readonly start: number
  readonly end: number
  readonly meanings: readonly Meaning[]
  readonly weak: boolean
}

/** Finds names, and crosses out all that could have been one. */
export function readNames(words: Words, vocabulary: Vocabulary): Name[] {
  const all = exactNames(words, vocabulary)
  const believed = all.filter(
    (name) =>
      !name.weak ||
      !all.some((other) => !other.weak && sameKind(name, other)) ||
      // "city ya corolla" names two cars.
      all.some((other) => sameKind(name, other) && areJoined(words, name, other)),
  )
  const names = believed.filter((name) => !isPlaceSuffix(words, name, believed))
  // Also the weak names passed over: "fit" with a Corolla is praise, and titles are not searched
  // for it.
  for (const { start, end } of all) use(words, start, end)
  return names
}

/**
 * Finds makes, models and cities of five letters and more that are misspelt or written without
 * their vowels among the words that are left, and crosses them out.
 */
export function guessNames(words: Words, vocabulary: Vocabulary): Name[] {
  const names: Name[] = []
  for (let start = 0; start < words.tokens.length; start += 1) {
    for (const length of [2, 1]) {
      const meanings = guess(words, start, length, vocabulary)
      if (!meanings) continue
      names.push({ start, end: start + length, meanings, weak: false })
      use(words, start, start + length)
      break
    }
  }
  return names
}

/** Where "number" or "registered" behind the name of a city is over. */
export function behindRegistration(words: Words, end: number): number | undefined {
  let at = end
  while (FILLERS.has(wordAt(words, at) ?? '')) at += 1
  const first = at
  // "isb no. plate": elsewhere a "no" turns something round.
  if (wordAt(words, at) === 'no' && REGISTERED.has(wordAt(words, at + 1) ?? '')) at += 1
  while (REGISTERED.has(wordAt(words, at) ?? '')) at += 1
  return at > first ? at : undefined
}

/**
 * "lahore number", "registered in isb": the city a plate is from. Crosses the words out and returns
 * whether `name` is one.
 */
export function isRegistration(words: Words, { start, end }: Name): boolean {
  const behind = behindRegistration(words, end)
  if (behind !== undefined) {
    use(words, end, behind)
    return true
  }
  const before = wordAt(words, start - 1) === 'in' ? start - 2 : start - 1
  const word = wordAt(words, before) ?? ''
  // "number islamabad ka"
  const isOf = REGISTERED.has(word) && OF.has(wordAt(words, end) ?? '')
  if (!isOf && !REGISTERED_IN.has(word)) return false
  use(words, before, start)
  return true
}

export const isSmallCar = ({ meanings }: Name): boolean =>
  meanings.length > 0 &&
  meanings.every(
    (meaning) =>
      'make' in meaning &&
      (SMALL_ENGINES.has(meaning.make) ||
        ('model' in meaning && SMALL_ENGINES.has(`${meaning.make}/${meaning.model}`))),
  )

/** Every name as it stands, the longest at each place; crosses nothing out. */
export function exactNames(words: Words, vocabulary: Vocabulary): Name[] {
  const names: Name[] = []
  let start = 0
  while (start < words.tokens.length) {
    const name = longestAt(words, start, vocabulary)
    if (name) names.push(name)
    start = name?.end ?? start + 1
  }
  return names
}

function longestAt(
  words: Words,
  start: number,
  { phrases, longest }: Vocabulary,
): Name | undefined {
  for (let length = longest; length > 0; length -= 1) {
    if (!allFree(words, start, length)) continue
    const key = phraseKey(words.tokens.slice(start, start + length))
    const meanings = phrases.get(key)
    if (meanings)
      return { start, end: start + length, meanings: strongest(meanings), weak: WEAK.has(key) }
  }
  return undefined
}

const allFree = (words: Words, start: number, length: number): boolean =>
  Array.from({ length }, (_, i) => start + i).every((at) => isFree(words, at))

const kindOf = ({ meanings }: Name): string => {
  const [first] = meanings
  return first?.kind === 'term' ? first.filter : (first?.kind ?? '')
}
const modelsIn = ({ meanings }: Name): readonly string[] =>
  meanings.flatMap((meaning) => ('model' in meaning ? [meaning.model] : []))
// "prado v8" is a Prado: the generation of another car than the one that is surely named counts as
// one more model.
const ofAnotherModel = (a: Name, b: Name): boolean =>
  kindOf(a) === 'generation' &&
  kindOf(b) === 'model' &&
  !modelsIn(a).some((model) => modelsIn(b).includes(model))
const sameKind = (a: Name, b: Name): boolean =>
  kindOf(a) === kindOf(b) ||
  (kindOf(a) === 'model' && kindOf(b) === 'generation') ||
  ofAnotherModel(a, b)

const areJoined = (words: Words, a: Name, b: Name): boolean =>
  isEither(words, a.end, b.start) || isEither(words, b.end, a.start)

// "Lahore city" is Lahore; "city Lahore" is a Honda City in Lahore, and so is "Lahore Honda city".
function isPlaceSuffix(words: Words, name: Name, names: readonly Name[]): boolean {
  const follows = names.some((other) => other.end === name.start && kindOf(other) === 'city')
  return (
    name.weak &&
    follows &&
    /^(city|سٹی)$/.test(words.tokens[name.start]?.norm ?? '') &&
    !names.some((other) => kindOf(other) === 'make')
  )
}

// What the market says besides names: a crore is no Cuore.
const NOT_GUESSED = [NOISE, REGISTERED, ORDINARY, SCALES, NUMBER_WORDS]

function guess(
  words: Words,
  start: number,
  length: number,
  { phrases, guessable }: Vocabulary,
): readonly Meaning[] | undefined {
  if (!allFree(words, start, length)) return undefined
  const tokens = words.tokens.slice(start, start + length)
  if (
    [...tokens, words.tokens[start + length]].some(
      (token) => token !== undefined && ROAD.has(token.norm),
    )
  )
    return undefined
  if (
    tokens.some(
      ({ norm, number }) => number !== undefined || NOT_GUESSED.some((words) => words.has(norm)),
    )
  )
    return undefined
  const key = phraseKey(tokens)
  if (/\d/.test(key)) return undefined
  const names = guessable.get(key.slice(0, 1)) ?? []
  const shortOf = length === 1 ? names.filter((name) => isWithoutVowels(key, name)) : []
  const best = shortOf.length > 0 ? shortOf : nearest(key, names, length)
  const meanings = strongest(best.flatMap((name) => phrases.get(name) ?? []))
  // Two different names equally near: a guess would be a coin toss.
  return new Set(meanings.map((meaning) => JSON.stringify(meaning))).size === 1
    ? meanings
    : undefined
}

function nearest(key: string, names: readonly string[], words: number): readonly string[] {
  if (key.length < (words === 1 ? 5 : 8)) return []
  const limit = key.length >= 8 ? 2 : 1
  const near = names
    .map((name) => ({ name, slips: editDistance(key, name, limit) }))
    .filter(({ slips }) => slips <= limit)
  const least = Math.min(...near.map(({ slips }) => slips))
  return near.filter(({ slips }) => slips === least).map(({ name }) => name)
}
