// A person's saved searches, with what has come of each.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import { errors } from '@pk-auto/kernel/errors'
import { isId } from '@pk-auto/kernel/id'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { SavedSearches, SearchPlace, StandingSearch } from './stores.ts'

export type ListSavedSearchesDeps = { inTransaction: InTransaction<{ searches: SavedSearches }> }

const MOST = 100
/** Beyond it there are no dates. */
const LAST_MS = 8_640_000_000_000_000

/** The latest first. @throws INVALID_CURSOR (invalid) */
export function listSavedSearches({ inTransaction }: ListSavedSearchesDeps) {
  return async function listSavedSearches(
    actor: Actor,
    asked: { readonly limit: number; readonly after: string },
  ): Promise<{ items: readonly StandingSearch[]; next: string }> {
    mustBePerson(actor)
    const limit = Math.min(Math.max(asked.limit, 1), MOST)
    const place = asked.after === '' ? undefined : readPlace(asked.after)
    const found = await inTransaction({ actor }, ({ searches }) => searches.page(limit + 1, place))
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1)?.search : undefined
    return { items, next: last ? writePlace(last) : '' }
  }
}

const writePlace = ({ createdAt, id }: SearchPlace): string =>
  Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString('base64url')

function readPlace(cursor: string): SearchPlace {
  try {
    const [ms, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const isTime = Number.isSafeInteger(ms) && Number(ms) >= 0 && Number(ms) < LAST_MS
    if (isTime && typeof id === 'string' && isId(id)) return { createdAt: new Date(Number(ms)), id }
  } catch {
    // Refused below.
  }
  throw errors.INVALID_CURSOR()
}
