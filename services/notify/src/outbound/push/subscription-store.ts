// Browsers that take pushes, in Postgres.
import { newId } from '@pk-auto/kernel/id'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { PersonId, SubscriptionId } from '../../domain/ids.ts'
import type { Subscriptions } from '../../usecases/centre/subscribe-push.ts'
import type { DB } from '../schema.gen.ts'

/** Of one person; the oldest go when another browser comes. */
const MOST = 20

export const subscriptionStore = (tx: Tx<DB>): Subscriptions => ({
  async of(person) {
    const rows = await tx
      .selectFrom('push_subscription')
      .select(['id', 'person_id', 'endpoint', 'p256dh', 'auth', 'session_id'])
      .where('person_id', '=', person)
      .orderBy('created_at', 'desc')
      .limit(MOST)
      .execute()
    return rows.map(({ id, person_id: owner, session_id: session, ...keys }) => ({
      ...{ id: id as SubscriptionId, person: owner as PersonId, ...keys },
      ...(session !== null && { session }),
    }))
  },
  async save({ person, session }, { endpoint, p256dh, auth }, now) {
    const keys = { person_id: person, session_id: session, p256dh, auth, created_at: now }
    await tx
      .insertInto('push_subscription')
      .values({ id: newId(), endpoint, ...keys })
      .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(keys))
      .execute()
    const newest = tx
      .selectFrom('push_subscription')
      .select('id')
      .where('person_id', '=', person)
      .orderBy('created_at', 'desc')
      .limit(MOST)
    await tx
      .deleteFrom('push_subscription')
      .where('person_id', '=', person)
      .where('id', 'not in', newest)
      .execute()
  },
  async remove(person, endpoint) {
    await tx
      .deleteFrom('push_subscription')
      .where('person_id', '=', person)
      .where('endpoint', '=', endpoint)
      .execute()
  },
  async removeById(ids) {
    if (ids.length > 0) await tx.deleteFrom('push_subscription').where('id', 'in', ids).execute()
  },
  async removeOfSessions(sessions) {
    if (sessions.length === 0) return
    await tx.deleteFrom('push_subscription').where('session_id', 'in', sessions).execute()
  },
})
