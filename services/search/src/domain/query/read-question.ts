// Reads a whole question: the filters that were chosen, those that its text names, and what is to
// become of the words left. Pure.
import { type Correction, type Known, parseFilters } from '../filter-parse.ts'
import type { Filters, TermFilter, WireFilter } from '../filters.ts'
import type { Sort } from '../sort.ts'
import { applyUnderstood, type Applied } from './apply.ts'
import { understand } from './understand.ts'
import { readWishes, type Wishes } from './wishes.ts'
import { wordsOf } from './words/index-words.ts'

export type Question = { readonly q: string; readonly filters: readonly WireFilter[] }

export type QuestionRead = Applied &
  Wishes & {
    /**
     * A car or a place is known, so that words and equipment say what comes first; otherwise they
     * are all there is to go by, and demanded.
     */
    readonly ranks: boolean
    /** What an ad must hold to be one that a saved search waits for: of a known car its trim. */
    readonly demanded: readonly string[]
    /** What of the chosen filters was put right. */
    readonly corrections: readonly Correction[]
    /** The order that the text asks for. */
    readonly sort?: Sort
  }

/** `thisYear` bounds model years. @throws INVALID_SEARCH (invalid) naming every wrong filter */
export function readQuestion(
  { q, filters }: Question,
  known: Known,
  thisYear: number,
): QuestionRead {
  const { directory, vocabulary } = known
  const { filters: chosen, corrections } = parseFilters(filters, known)
  const { sort, ...understood } = understand(q, vocabulary, thisYear)
  const applied = applyUnderstood(chosen, understood, directory)
  const wishes = readWishes(applied.text, vocabulary)
  const ranks = namesSubject(applied.filters)
  return {
    ...applied,
    ...wishes,
    corrections,
    ranks,
    demanded: ranks
      ? wishes.words.filter((word) => vocabulary.trims.has(word))
      : wordsOf([applied.text]),
    ...(sort && { sort }),
  }
}

/** What a saved search waits for: it cannot rank, so that a price typed alone is the most. */
export const awaited = ({ filters, nearPrice }: Applied): Filters =>
  nearPrice === undefined
    ? filters
    : { ...filters, ranges: { ...filters.ranges, priceTo: nearPrice.rupees } }

const SUBJECTS: readonly TermFilter[] = [
  ...(['make', 'model', 'generation', 'variant'] as const),
  ...(['city', 'area', 'body'] as const),
]

const namesSubject = ({ terms }: Filters): boolean => SUBJECTS.some((name) => terms[name])
