// One page of what a person saved: one row more is asked for, to know whether another page follows.
import { errors } from '@pk-auto/kernel/errors'
import type { Favourite } from '../../domain/favourites/favourite.ts'
import type { FavouriteAfter } from './stores.ts'

export type FavouritePage = { saved: readonly Favourite[]; next: FavouriteAfter | undefined }

/** `limit` 1 to 100. @throws INVALID_LIMIT (invalid) */
export async function pageOf(
  limit: number,
  read: (most: number) => Promise<readonly Favourite[]>,
): Promise<FavouritePage> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw errors.INVALID_LIMIT({ limit })
  const rows = await read(limit + 1)
  const saved = rows.slice(0, limit)
  const last = saved.at(-1)
  return { saved, next: rows.length > limit ? last : undefined }
}
