// The orders results can come in. Pure.
export const SORTS = [
  'relevance',
  'newest',
  'price-asc',
  'price-desc',
  'km-asc',
  'year-desc',
  'distance',
] as const
export type Sort = (typeof SORTS)[number]

export const isSort = (text: string): text is Sort => (SORTS as readonly string[]).includes(text)

/** The order that is meant: relevance needs words to be relevant to. */
export function meantSort(asked: Sort | undefined, hasWords: boolean): Sort {
  if (asked !== undefined && asked !== 'relevance') return asked
  return hasWords ? 'relevance' : 'newest'
}
