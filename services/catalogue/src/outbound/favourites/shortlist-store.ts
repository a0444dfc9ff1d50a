// Links to what people saved, in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { SharedLists, Shortlists } from '../../usecases/favourites/stores.ts'
import type { DB } from '../schema.gen.ts'

export const shortlistStore = (tx: Tx<DB>): Shortlists => ({
  async open(person) {
    const row = await tx
      .selectFrom('shortlist')
      .select(['token', 'created_at'])
      .where('person_id', '=', person)
      .where('revoked_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return row && { token: row.token, createdAt: row.created_at }
  },
  async add(person, { token, createdAt }) {
    await tx
      .insertInto('shortlist')
      .values({ token, person_id: person, created_at: createdAt })
      .onConflict((c) => c.column('person_id').where('revoked_at', 'is', null).doNothing())
      .execute()
  },
  async revoke(person, at) {
    await tx
      .updateTable('shortlist')
      .set({ revoked_at: at })
      .where('person_id', '=', person)
      .where('revoked_at', 'is', null)
      .execute()
  },
})

export const sharedListStore = (tx: Tx<DB>): SharedLists => ({
  async ownerOf(token) {
    const row = await tx
      .selectFrom('shortlist')
      .select('person_id')
      .where('token', '=', token)
      .where('revoked_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return row?.person_id as PersonId | undefined
  },
})
