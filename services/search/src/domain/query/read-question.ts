// Reads a whole question: the filters that were chosen, those that its text names, the words left.
// Pure.
import type { Directory } from '../directory.ts'
import { parseFilters } from '../filter-parse.ts'
import type { WireFilter } from '../filters.ts'
import { applyUnderstood, type Applied } from './apply.ts'
import { understand } from './understand.ts'
import type { Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words/index-words.ts'

export type Question = { readonly q: string; readonly filters: readonly WireFilter[] }

/** `thisYear` bounds model years. @throws INVALID_SEARCH (invalid) naming every wrong filter */
export function readQuestion(
  { q, filters }: Question,
  { directory, vocabulary }: { readonly directory: Directory; readonly vocabulary: Vocabulary },
  thisYear: number,
): Applied & { readonly words: readonly string[] } {
  const chosen = parseFilters(filters, directory)
  const applied = applyUnderstood(chosen, understand(q, vocabulary, thisYear), directory)
  return { ...applied, words: wordsOf([applied.text]) }
}
