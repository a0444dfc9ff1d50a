// What is not wanted: "not automatic", "cng wali na ho", "کراچی کے علاوہ". A negated word is never
// asked for: of two values the other one is meant, and anything else is set aside. Pure.
import { isEither } from './either.ts'
import type { Meaning } from './meaning.ts'
import { behindRegistration, type Name } from './names.ts'
import { isFree, phraseAt, phraseBefore, typed, use, wordAt, type Words } from './phrase-match.ts'
import {
  EXCLUSION_BEHIND,
  NEGATION_BEFORE,
  NEGATION_BEHIND,
  NEGATION_FILLERS,
} from './words/negation-words.ts'
import { NOISE } from './words/filler-words.ts'
import { foldedWords } from './words/fold.ts'

/** Words from `start` to before `end`. */
export type Stretch = { readonly start: number; readonly end: number }

const MOST_FILLERS = 3
/** The short for number, too: "lahore no corolla" is no Lahore without Corollas. */
const NO = [['no']] as const

/** Where the negation that turns the words before `end` round is over. */
export function negationBehind(words: Words, end: number): number | undefined {
  for (let at = end; at <= end + MOST_FILLERS; at += 1) {
    const length = phraseAt(words, at, NEGATION_BEHIND)
    if (length > 0) return at + length
    if (!NEGATION_FILLERS.has(wordAt(words, at) ?? '')) return undefined
  }
  return undefined
}

function negationBefore(words: Words, start: number): number | undefined {
  for (let at = start; at >= start - 2; at -= 1) {
    const length = phraseBefore(words, at, NEGATION_BEFORE)
    if (length > 0) return at - length
    // "nahi chahiye suzuki": with nothing before it, it can only mean what follows.
    const first = phraseBefore(words, at, NEGATION_BEHIND)
    if (first > 0 && at === first) return 0
    if (!NEGATION_FILLERS.has(wordAt(words, at - 1) ?? '')) return undefined
  }
  return undefined
}

/** The stretch with its negation, or nothing where there is none. */
export function negated(words: Words, { start, end }: Stretch): Stretch | undefined {
  const behind = negationBehind(words, end)
  if (behind !== undefined) return { start, end: behind }
  const before = negationBefore(words, start)
  return before === undefined ? undefined : { start: before, end }
}

/**
 * Splits names into those that are asked for and those that are not, with the words of their
 * negation, and crosses these out.
 */
export function splitNegated(
  words: Words,
  names: readonly Name[],
): { readonly wanted: readonly Name[]; readonly unwanted: readonly (Name & Stretch)[] } {
  const inOrder = names.toSorted((a, b) => a.start - b.start)
  const found = new Map<Name, Stretch>()
  const left = new Set<Name>()
  for (const name of inOrder) {
    const plate = name.meanings.some(isCity) ? behindRegistration(words, name.end) : undefined
    const whole = { start: name.start, end: plate ?? name.end }
    const stretch = neither(words, name, inOrder) ?? negated(words, whole)
    const isPlace = plate === undefined && !name.meanings.some(isTerm)
    if (!stretch || (isPlace && isNo(words, stretch, name))) continue
    if (phraseBefore(words, stretch.end, EXCLUSION_BEHIND) > 0) left.add(name)
    use(words, stretch.start, stretch.end)
    found.set(name, stretch)
  }
  // "lahore karachi ke ilawa", "suzuki mehran ke ilawa": what is named in a row is left out.
  inOrder.toReversed().forEach((name, i, all) => {
    const after = all[i - 1]
    const isInRow = after?.start === name.end && (sameKind(name, after) || isMakeOf(name, after))
    if (!after || !left.has(after) || !isInRow || found.has(name)) return
    left.add(name)
    found.set(name, { start: name.start, end: name.end })
  })
  // "no cng or lpg", "white ya black nahi": a negation holds for all that is joined.
  const joined = (a: Name, b: Name) => sameKind(a, b) && isEither(words, a.end, b.start)
  inOrder.forEach((name, i) => {
    const before = inOrder[i - 1]
    const stretch = before && found.get(before)
    if (stretch && !found.has(name) && stretch.start < before.start && joined(before, name))
      found.set(name, { start: name.start, end: name.end })
  })
  inOrder.toReversed().forEach((name, i, all) => {
    const after = all[i - 1]
    const stretch = after && found.get(after)
    if (stretch && !found.has(name) && stretch.end > after.end && joined(name, after))
      found.set(name, { start: name.start, end: name.end })
  })
  return {
    wanted: names.filter((name) => !found.has(name)),
    unwanted: inOrder.flatMap((name) => {
      const stretch = found.get(name)
      return stretch ? [{ ...name, ...stretch }] : []
    }),
  }
}

/** A negation that is left takes the word it stands next to with it: "not accidental". */
export function readNegatedWords(words: Words): string[] {
  const found: string[] = []
  for (let at = 0; at < words.tokens.length; at += 1) {
    if (!isFree(words, at) || NOISE.has(wordAt(words, at) ?? '')) continue
    const isNegation = phraseAt(words, at, NEGATION_BEFORE) || phraseAt(words, at, NEGATION_BEHIND)
    const stretch = isNegation > 0 ? { start: at, end: at + isNegation } : undefined
    const whole = stretch
      ? withNextWord(words, stretch)
      : negated(words, { start: at, end: at + 1 })
    if (!whole) continue
    found.push(typed(words, whole.start, whole.end))
    use(words, whole.start, whole.end)
  }
  return found
}

function withNextWord(words: Words, { start, end }: Stretch): Stretch {
  const next = wordAt(words, end)
  const takes =
    phraseAt(words, start, NEGATION_BEFORE) > 0 && next !== undefined && !NOISE.has(next)
  return { start, end: takes ? end + 1 : end }
}

/** "na diesel na cng": between two of a kind the word belongs to the second. */
function neither(words: Words, name: Name, names: readonly Name[]): Stretch | undefined {
  const isNot = (at: number) => NOT.has(wordAt(words, at) ?? '')
  if (!isNot(name.start - 1)) return undefined
  const next = names.find((other) => other.start === name.end + 1 && isNot(name.end))
  const isLast = !isNot(name.end) && names.some((other) => other.end === name.start - 1)
  return next || isLast ? { start: name.start - 1, end: name.end } : undefined
}

const NOT = foldedWords('na نہ')
const isCity = ({ kind }: Meaning): boolean => kind === 'city'
const isTerm = ({ kind }: Meaning): boolean => kind === 'term'
const isNo = (words: Words, { start }: Stretch, name: Stretch): boolean =>
  start < name.start && phraseAt(words, start, NO) > 0
const kindsOf = ({ meanings }: Name): string =>
  meanings.map((meaning) => (meaning.kind === 'term' ? meaning.filter : meaning.kind))[0] ?? ''
const sameKind = (a: Name, b: Name): boolean => kindsOf(a) === kindsOf(b)
const isMakeOf = (make: Name, car: Name): boolean =>
  make.meanings.some(
    (one) =>
      one.kind === 'make' &&
      car.meanings.some((other) => 'model' in other && other.make === one.make),
  )
