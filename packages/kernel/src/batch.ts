// The one bound of every read that takes ids.
import { errors } from './errors.ts'

/** The most ids a read takes: what a page of results shows. */
export const MAX_BATCH = 100
/** The most ids an operator may name in one republish. */
export const MAX_REPUBLISH = 1_000

/** @throws TOO_MANY_IDS (invalid) with `{ ids, max }` */
export function mustBeBatch(ids: readonly unknown[], max: number = MAX_BATCH): void {
  if (ids.length > max) throw errors.TOO_MANY_IDS({ ids: ids.length, max })
}
