// A person's own notifications in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import { errors } from '../../domain/errors.ts'
import type { NotificationId, PersonId } from '../../domain/ids.ts'
import { type Facts, type Kind, KINDS } from '../../domain/news/news.ts'
import type { OwnNotifications, UnreadOfPeople } from '../../usecases/centre/stores.ts'
import type { Notification } from '../../usecases/news/stores.ts'
import type { DB, Notification as NotificationRow } from '../schema.gen.ts'

const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text)

type Row = Pick<Selectable<NotificationRow>, 'id' | 'kind' | 'facts' | 'at' | 'read_at'>

/** None for a kind that a later build wrote: it has no words here. */
const toNotifications = ({ id, kind, facts, at, read_at: readAt }: Row): Notification[] =>
  isKind(kind)
    ? [{ id: id as NotificationId, kind, facts: facts as Facts, at, ...(readAt && { readAt }) }]
    : []

export const unreadOfPeople = (tx: Tx<DB>): UnreadOfPeople => ({
  async of(people, newest) {
    const { rows } = await sql<Row & { person_id: string; count: bigint }>`
      with unread as (
        select person_id, count(*) as count from notification
        where person_id = any(${[...people]}::uuid[]) and read_at is null group by person_id)
      select u.person_id, u.count, latest.* from unread u cross join lateral (
        select seq, id, kind, facts, at, read_at from notification
        where person_id = u.person_id and read_at is null order by seq desc limit ${newest}) latest
      order by u.person_id, latest.seq desc`.execute(tx)
    return [...Map.groupBy(rows, ({ person_id: person }) => person)].map(([person, own]) => ({
      ...{ person: person as PersonId, count: Number(own[0]?.count ?? 0n) },
      newest: own.flatMap(toNotifications),
    }))
  },
})

export const ownNotifications = (tx: Tx<DB>): OwnNotifications => ({
  async page(limit, after) {
    let page = tx
      .selectFrom('notification')
      .select(['seq', 'id', 'kind', 'facts', 'at', 'read_at'])
      .orderBy('seq', 'desc')
      .limit(limit)
    if (after !== undefined) page = page.where('seq', '<', after)
    const rows = await page.execute()
    return rows.flatMap((row) => toNotifications(row).map((item) => ({ place: row.seq, item })))
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
