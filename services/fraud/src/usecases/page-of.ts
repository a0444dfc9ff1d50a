// One page of a list: one row more is asked for, to know whether another page follows.
import { errors } from '@pk-auto/kernel/errors'
import type { After, PageOf } from './stores.ts'

/** `limit` 1 to 100. @throws INVALID_LIMIT (invalid) */
export async function pageOf<Item extends After<unknown>>(
  limit: number,
  read: (most: number) => Promise<readonly Item[]>,
): Promise<PageOf<Item, Item['id']>> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw errors.INVALID_LIMIT({ limit })
  const rows = await read(limit + 1)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1) : undefined }
}
