// What became of saved ads, as events for each person who saved them.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { SAVED_CHANGES } from '@pk-auto/proto/topics'
import type { SavedOutbox } from '../../usecases/favourites/stores.ts'
import { savedChangeEvent } from '../../wire/favourite.ts'
import type { DB } from '../schema.gen.ts'

export const savedOutbox = (tx: Tx<DB>): SavedOutbox => ({
  append: (...announcements) =>
    outboxOf(tx).append(
      SAVED_CHANGES,
      ...announcements.map((each) => ({ event: savedChangeEvent(each), at: each.change.at })),
    ),
})
