// Which model years a seller may pick: those in which some generation of the model was made.
import type { Generation } from '@pk-auto/client-api/pwa.gen'

type Span = Pick<Generation, 'slug' | 'yearFrom' | 'yearTo'>
/** For a car whose generations are not in the taxonomy. */
const UNWRITTEN: Span = { slug: '', yearFrom: 1980 }

/**
 * Newest first, each once. A picked generation narrows them to its own years; one without an end is
 * still being made.
 */
export const yearsOffered = (
  generations: readonly Span[],
  picked: string,
  thisYear: number,
): readonly number[] => {
  const own = generations.filter((one) => one.slug === picked)
  const spans = own.length > 0 ? own : generations.length > 0 ? generations : [UNWRITTEN]
  const years = spans.flatMap(({ yearFrom, yearTo = thisYear }) =>
    Array.from({ length: Math.max(0, yearTo - yearFrom + 1) }, (_, index) => yearFrom + index),
  )
  return [...new Set(years)].toSorted((a, b) => b - a)
}
