// Which events are known, and the notifications behind the bell, in Postgres.
import { newId } from '@pk-auto/kernel/id'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { News } from '../../domain/news/news.ts'
import type { NewsLog, Notifications } from '../../usecases/news/stores.ts'
import type { DB } from '../schema.gen.ts'

const keyOf = ({ event, person }: { event: string; person: string }) => `${event} ${person}`

export const newsLog = (tx: Tx<DB>): NewsLog => ({
  async addNew(news, now, dueAt) {
    const byKey = new Map(news.map((one) => [keyOf(one), one]))
    const rows = [...byKey.values()].map(({ event, person }) => ({
      ...{ event_key: event, person_id: person, at: now, due_at: dueAt },
    }))
    const added = await tx
      .insertInto('news')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning(['event_key', 'person_id'])
      .execute()
    const keys = new Set(
      added.map(({ event_key: event, person_id: person }) => keyOf({ event, person })),
    )
    return [...byKey].flatMap(([key, one]) => (keys.has(key) ? [one] : []))
  },
})

const rowOf = ({ person, kind, facts, at }: News, dueAt: Date) => ({
  ...{ id: newId(), person_id: person, kind, at, due_at: dueAt },
  facts: sql<string>`${JSON.stringify(facts)}::jsonb`,
})

export const notificationStore = (tx: Tx<DB>): Notifications => ({
  async insert(news, dueAt) {
    if (news.length === 0) return
    const rows = news.map((one) => rowOf(one, dueAt))
    await tx.insertInto('notification').values(rows).execute()
  },
})
