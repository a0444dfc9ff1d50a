// A saved search in words: what its owner calls it, else what it asks for.
import type { Alert } from '@pk-auto/client-api/pwa.gen'
import type { SearchState } from '@pk-auto/ui/search-state'
import { searchOf } from '@pk-auto/ui/search-url'
import { headingOf, type Words } from './filters.ts'

/** The search as the address of a results page has it. */
export const stateOf = ({ query }: Pick<Alert, 'query'>): SearchState => searchOf(query)

export const nameOf = (words: Words, alert: Pick<Alert, 'name' | 'query'>): string =>
  alert.name || headingOf(words, stateOf(alert))
