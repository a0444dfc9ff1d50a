// Somebody misses a car among the makes and models: it is noted for those who write the taxonomy.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import {
  mustHaveRoomToWish,
  sameWish,
  wishOf,
  type ModelWish,
} from '../../domain/wish/model-wish.ts'
import type { ModelWishes } from './stores.ts'

export type WishModelDeps = {
  clock: Clock
  maxNewWishesPerDay: number
  inTransaction: InTransaction<{ wishes: ModelWishes }>
}

/**
 * Idempotent within a day (UTC): a repeat changes nothing. @throws INVALID_WISH (invalid) ·
 * WISHES_TOO_MANY (too_many)
 */
export function wishModel({ clock, maxNewWishesPerDay, inTransaction }: WishModelDeps) {
  return function wishModel(typed: ModelWish): Promise<void> {
    const wish = wishOf(typed)
    const key = sameWish(wish)
    return inTransaction({ system: 'catalogue.wish' }, async ({ wishes }) => {
      const day = clock.now()
      if (await wishes.repeat(key, day)) return
      mustHaveRoomToWish(await wishes.lockAndCountNew(day), maxNewWishesPerDay)
      await wishes.add(key, wish, day)
    })
  }
}
