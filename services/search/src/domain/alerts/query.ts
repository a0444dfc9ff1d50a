// A saved search as the index is asked for it: every word demanded, the newest first. Pure.
import type { Directory } from '../directory.ts'
import { leftAlone } from '../either-car.ts'
import type { SearchQuery } from '../search-query.ts'
import type { SavedSearch } from './saved-search.ts'

export function queryOf(search: SavedSearch, directory: Directory): SearchQuery {
  const { market, channel, filters, words } = search
  return {
    ...{ market, channel, filters, words, allWords: true, sort: 'newest' },
    leftAlone: leftAlone(filters, directory),
    ...(filters.near && { nearCities: directory.citiesNear(filters.near).map(({ city }) => city) }),
  }
}
