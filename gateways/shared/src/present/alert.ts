// Shapes saved searches for the HTTP surface, and their queries for search.
import type { SavedFilter, SavedSearch } from '@pk-auto/proto/pkauto/search/v1/alerts'
import { alert, type AlertOut, type AlertQuery } from '../schemas/alert.ts'
import { presentTime } from './listing.ts'

const NUMERIC = /(From|To)$/
const FLAG = /^(certified|inspected|hasVideo)$/

/** As the address would have them: every value is text, an empty one is none. */
export const filtersOfQuery = ({ q: _q, ...filters }: AlertQuery): SavedFilter[] =>
  Object.entries(filters).flatMap(([name, value]) => {
    const values = [value].flat().map(String)
    return value === undefined ? [] : [{ name, values: values.filter((text) => text !== '') }]
  })

function queryOf({ filters, words }: SavedSearch): AlertQuery {
  const shown = filters.map(({ name, values }) => {
    const [first = ''] = values
    if (NUMERIC.test(name)) return [name, Number(first)]
    if (FLAG.test(name)) return [name, first === 'true']
    return [name, name === 'near' ? first : values]
  })
  return { ...(Object.fromEntries(shown) as AlertQuery), ...(words !== '' && { q: words }) }
}

/** @throws ZodError when search speaks of what this build does not know */
export const presentAlert = (search: SavedSearch, matches?: bigint): AlertOut =>
  alert.parse({
    ...{ id: search.id, version: search.version, name: search.name, query: queryOf(search) },
    ...{ channels: search.channels, frequency: search.frequency, new: search.unseen },
    createdAt: presentTime(search.createdAt),
    ...(search.lastAlertAt && { lastAlertAt: presentTime(search.lastAlertAt) }),
    ...(matches !== undefined && { matches: Number(matches) }),
  })
