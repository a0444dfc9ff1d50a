// Republishes the current state of an owner's rows: how a topic is refilled.
import { MAX_REPUBLISH, mustBeBatch } from '@pk-auto/kernel/batch'
import { errors } from '@pk-auto/kernel/errors'
import { isId } from '@pk-auto/kernel/id'
import type { InTransaction } from './transaction.ts'

/**
 * The owner's own rows, in order of id. Both reads lock what they return against change until the
 * commit: an edit in between would be published before the older state, and a compacted topic would
 * end with the older one.
 */
export type CurrentRows<Row extends { readonly id: string }> = {
  byIds(ids: readonly Row['id'][]): Promise<Row[]>
  page(limit: number, after?: Row['id']): Promise<Row[]>
}

export type RepublishRequest = {
  /** Empty: a page of everything. */
  readonly ids: readonly string[]
  /** The `next` of the page before; empty for the first. */
  readonly after: string
}
export type Republished = {
  readonly republished: number
  /** Empty when there is no further page. */
  readonly next: string
}

export type RepublishOptions<Stores, Row extends { readonly id: string }> = {
  service: string
  inTransaction: InTransaction<Stores>
  rows: (stores: Stores) => CurrentRows<Row>
  /**
   * Appends the rows to the outbox at their current versions, with change `republished`. They wait
   * for all other events, and one that is replaced meanwhile is not sent.
   */
  append: (stores: Stores, rows: readonly Row[]) => Promise<void>
}

const PAGE = 500

/**
 * Returns a verb that republishes one batch: the rows named, or the next 500 after an id; whoever
 * calls paces the batches. Safe to stop and repeat: readers skip versions they have.
 * @throws TOO_MANY_IDS (invalid) above 1,000 · ID_INVALID (invalid)
 */
export function republisher<Stores, Row extends { readonly id: string }>(
  options: RepublishOptions<Stores, Row>,
): (request: RepublishRequest) => Promise<Republished> {
  return async function republish({ ids, after }) {
    mustBeBatch(ids, MAX_REPUBLISH)
    const named = ids.map((id) => rowId<Row>(id, 'ids'))
    const from = after === '' ? undefined : rowId<Row>(after, 'after')
    const scope = { system: `${options.service}.republish`, lane: 'bulk' } as const
    return options.inTransaction(scope, async (stores) => {
      const rows = options.rows(stores)
      const found = named.length > 0 ? await rows.byIds(named) : await rows.page(PAGE, from)
      await options.append(stores, found)
      const isFull = named.length === 0 && found.length === PAGE
      return { republished: found.length, next: isFull ? (found.at(-1)?.id ?? '') : '' }
    })
  }
}

function rowId<Row extends { readonly id: string }>(text: string, path: string): Row['id'] {
  if (isId(text)) return text
  const field = { path, code: 'ID_INVALID', message: 'is not an id' } as const
  throw errors.ID_INVALID({}, { fields: [field] })
}
