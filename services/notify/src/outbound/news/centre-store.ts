// A person's own notifications in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import { errors } from '../../domain/errors.ts'
import type { NotificationId } from '../../domain/ids.ts'
import { type Facts, type Kind, KINDS } from '../../domain/news/news.ts'
import type { OwnNotifications } from '../../usecases/centre/stores.ts'
import type { DB } from '../schema.gen.ts'

const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text)

export const ownNotifications = (tx: Tx<DB>): OwnNotifications => ({
  async page(limit, after) {
    let page = tx
      .selectFrom('notification')
      .select(['seq', 'id', 'kind', 'facts', 'at', 'read_at'])
      .orderBy('seq', 'desc')
      .limit(limit)
    if (after !== undefined) page = page.where('seq', '<', after)
    const rows = await page.execute()
    // A kind that a later build wrote has no words here.
    return rows.flatMap(({ seq, id, kind, facts, at, read_at: readAt }) =>
      isKind(kind)
        ? [
            {
              place: seq,
              item: {
                ...{ id: id as NotificationId, kind, facts: facts as Facts, at },
                ...(readAt && { readAt }),
              },
            },
          ]
        : [],
    )
  },
  async unread() {
    const { count } = await tx
      .selectFrom('notification')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('read_at', 'is', null)
      .executeTakeFirstOrThrow()
    return Number(count)
  },
  async markRead(upTo, now) {
    const last = await tx
      .selectFrom('notification')
      .select('seq')
      .where('id', '=', upTo)
      .executeTakeFirst()
    if (!last) throw errors.NOTIFICATION_NOT_FOUND({ notificationId: upTo })
    await tx
      .updateTable('notification')
      .set({ read_at: now })
      .where('seq', '<=', last.seq)
      .where('read_at', 'is', null)
      .execute()
  },
})
