// Who hides whether they are there, in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../domain/ids.ts'
import type { PresenceChoices } from '../usecases/sides/set-presence.ts'
import type { DB } from './schema.gen.ts'

export const presenceStore = (tx: Tx<DB>): PresenceChoices => ({
  async isHidden(person) {
    const row = await tx
      .selectFrom('hidden_presence')
      .select('person_id')
      .where('person_id', '=', person)
      .executeTakeFirst()
    return row !== undefined
  },
  async setHidden(person, hidden) {
    if (hidden)
      await tx
        .insertInto('hidden_presence')
        .values({ person_id: person })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    else await tx.deleteFrom('hidden_presence').where('person_id', '=', person).execute()
  },
  async hiding(people) {
    const rows = await tx
      .selectFrom('hidden_presence')
      .select('person_id')
      .where('person_id', 'in', [...people])
      .execute()
    return new Set(rows.map((row) => row.person_id as PersonId))
  },
  async peers(person, limit) {
    const rows = await tx
      .selectFrom('member')
      .select('peer_id')
      .where('person_id', '=', person)
      .orderBy('feed_seq', 'desc')
      .limit(limit)
      .execute()
    return [...new Set(rows.map(({ peer_id: peer }) => peer as PersonId))]
  },
})
