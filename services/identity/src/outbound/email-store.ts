// Mail addresses and the proofs of them in Postgres.
import { MAX_BATCH } from '@pk-auto/kernel/batch'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../domain/ids.ts'
import type { TokenHash } from '../domain/secret-token.ts'
import type { EmailProofs, Emails } from '../usecases/people/email-stores.ts'
import type { DB } from './schema.gen.ts'

export const emailStore = (tx: Tx<DB>): Emails => ({
  async of(people) {
    const rows = await tx
      .selectFrom('person')
      .select(['id', 'sealed_email', 'email_key_id'])
      .where('id', 'in', people)
      .where('sealed_email', 'is not', null)
      .limit(MAX_BATCH)
      .execute()
    return new Map(
      rows.flatMap(({ id, sealed_email: bytes, email_key_id: keyId }) =>
        bytes && keyId !== null ? [[id as PersonId, { keyId, bytes }] as const] : [],
      ),
    )
  },
  async save(person, sealed) {
    const { numUpdatedRows } = await tx
      .updateTable('person')
      .set({
        sealed_email: sealed ? Buffer.from(sealed.bytes) : null,
        email_key_id: sealed?.keyId ?? null,
      })
      .where('id', '=', person)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
})

export const emailProofStore = (tx: Tx<DB>): EmailProofs => ({
  async askedBy(person) {
    // The person, because there may be no proof to lock yet.
    await tx.selectFrom('person').select('id').where('id', '=', person).forUpdate().execute()
    const row = await tx
      .selectFrom('email_proof')
      .select(['asked', 'first_at', 'last_at'])
      .where('person_id', '=', person)
      .executeTakeFirst()
    return row && { asked: row.asked, firstAt: row.first_at, lastAt: row.last_at }
  },
  async save({ person, sealed, token, counted, dueAt }) {
    const proof = {
      ...{ sealed_email: Buffer.from(sealed.bytes), email_key_id: sealed.keyId },
      ...{ token_hash: token, open: true, asked: counted.asked, first_at: counted.firstAt },
      ...{ last_at: counted.lastAt, due_at: dueAt },
    }
    await tx
      .insertInto('email_proof')
      .values({ person_id: person, ...proof })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(proof))
      .execute()
  },
  async take(token, now) {
    const row = await tx
      .updateTable('email_proof')
      .set({ open: false })
      .where('token_hash', '=', token)
      .where('open', '=', true)
      .where('due_at', '>', now)
      .returningAll()
      .executeTakeFirst()
    return (
      row && {
        ...{ person: row.person_id as PersonId, token: row.token_hash as TokenHash },
        ...{ sealed: { keyId: row.email_key_id, bytes: row.sealed_email }, dueAt: row.due_at },
        counted: { asked: row.asked, firstAt: row.first_at, lastAt: row.last_at },
      }
    )
  },
  async withdraw(person) {
    await tx
      .updateTable('email_proof')
      .set({ open: false })
      .where('person_id', '=', person)
      .execute()
  },
  async isOpen(person, now) {
    const row = await tx
      .selectFrom('email_proof')
      .select('person_id')
      .where('person_id', '=', person)
      .where('open', '=', true)
      .where('due_at', '>', now)
      .executeTakeFirst()
    return row !== undefined
  },
})
