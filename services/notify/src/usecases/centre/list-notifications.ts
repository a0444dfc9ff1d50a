// A page of what stands behind a person's bell.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import { errors } from '@pk-auto/kernel/errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Notification } from '../news/stores.ts'
import type { OwnNotifications } from './stores.ts'

export type ListNotificationsDeps = { inTransaction: InTransaction<{ own: OwnNotifications }> }

export type NotificationPage = {
  readonly items: readonly Notification[]
  /** Absolute, over all pages. */
  readonly unread: number
  /** Where the next page begins. */
  readonly next?: bigint
}

/** The latest first, 1 to 100 a page. @throws INVALID_LIMIT (invalid) */
export function listNotifications({ inTransaction }: ListNotificationsDeps) {
  return async function listNotifications(
    actor: Actor,
    { limit, after }: { limit: number; after?: bigint },
  ): Promise<NotificationPage> {
    mustBePerson(actor)
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw errors.INVALID_LIMIT()
    return inTransaction({ actor }, async ({ own }) => {
      const found = await own.page(limit + 1, after)
      const shown = found.slice(0, limit)
      const last = found.length > limit ? shown.at(-1) : undefined
      return {
        ...{ items: shown.map(({ item }) => item), unread: await own.unread() },
        ...(last && { next: last.place }),
      }
    })
  }
}
