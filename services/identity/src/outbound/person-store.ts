// People in Postgres. The only file that knows the table.
import type { CurrentRows } from '@pk-auto/postgres/republish'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Selectable } from 'kysely'
import type { PersonId } from '../domain/ids.ts'
import { langOf, type Person } from '../domain/person.ts'
import type { PhoneIndex, SealedPhone } from '../domain/sealed-phone.ts'
import { MAX_BATCH } from '@pk-auto/kernel/batch'
import type { StoredPerson } from '../usecases/people/get-me.ts'
import type { DB } from './schema.gen.ts'

const PUBLIC = [
  'id',
  'version',
  'display_name',
  'city',
  'lang',
  'marketing',
  'terms_version',
  'created_at',
  ...(['takes_calls', 'takes_whatsapp', 'calls_from', 'calls_to'] as const),
] as const
const WITH_PHONE = [...PUBLIC, 'sealed_phone', 'phone_key_id'] as const

type PublicRow = Pick<Selectable<DB['person']>, (typeof PUBLIC)[number]>

const toPerson = (row: PublicRow): Person => ({
  id: row.id as PersonId,
  version: row.version,
  displayName: row.display_name,
  city: row.city,
  lang: langOf(row.lang),
  marketing: row.marketing,
  contact: {
    ...{ call: row.takes_calls, whatsapp: row.takes_whatsapp },
    ...(row.calls_from !== null &&
      row.calls_to !== null && { hours: { from: row.calls_from, to: row.calls_to } }),
  },
  termsVersion: row.terms_version ?? undefined,
  createdAt: row.created_at,
})

const toStored = (
  row: PublicRow & Pick<Selectable<DB['person']>, 'sealed_phone' | 'phone_key_id'>,
): StoredPerson => ({
  person: toPerson(row),
  sealedPhone: { keyId: row.phone_key_id, bytes: row.sealed_phone },
})

const toRow = (person: Person) => ({
  version: person.version,
  display_name: person.displayName,
  city: person.city,
  lang: person.lang,
  marketing: person.marketing,
  takes_calls: person.contact.call,
  takes_whatsapp: person.contact.whatsapp,
  calls_from: person.contact.hours?.from ?? null,
  calls_to: person.contact.hours?.to ?? null,
  terms_version: person.termsVersion ?? null,
})

export const personStore = (tx: Tx<DB>) => ({
  async byPhone(index: PhoneIndex): Promise<Person | undefined> {
    const row = await tx
      .selectFrom('person')
      .select(PUBLIC)
      .where('phone_index', '=', index)
      .executeTakeFirst()
    return row && toPerson(row)
  },

  async idByPhone(index: PhoneIndex): Promise<PersonId | undefined> {
    return (await this.byPhone(index))?.id
  },

  async byId(id: PersonId): Promise<StoredPerson | undefined> {
    const row = await tx
      .selectFrom('person')
      .select(WITH_PHONE)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && toStored(row)
  },

  async byIds(ids: readonly PersonId[]): Promise<Person[]> {
    const rows = await tx
      .selectFrom('person')
      .select(PUBLIC)
      .where('id', 'in', ids)
      .limit(MAX_BATCH)
      .execute()
    return rows.map(toPerson)
  },

  async withPhones(ids: readonly PersonId[]): Promise<StoredPerson[]> {
    const rows = await tx
      .selectFrom('person')
      .select(WITH_PHONE)
      .where('id', 'in', ids)
      .limit(MAX_BATCH)
      .execute()
    return rows.map(toStored)
  },

  async forUpdate(id: PersonId): Promise<StoredPerson | undefined> {
    const row = await tx
      .selectFrom('person')
      .select(WITH_PHONE)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    return row && toStored(row)
  },

  async insert(person: Person, sealedPhone: SealedPhone, index: PhoneIndex): Promise<boolean> {
    const result = await tx
      .insertInto('person')
      .values({
        ...toRow(person),
        id: person.id,
        sealed_phone: Buffer.from(sealedPhone.bytes),
        phone_key_id: sealedPhone.keyId,
        phone_index: index,
        created_at: person.createdAt,
      })
      .onConflict((conflict) => conflict.constraint('person_phone_unique').doNothing())
      .executeTakeFirst()
    return result.numInsertedOrUpdatedRows === 1n
  },

  async save(person: Person): Promise<void> {
    await tx.updateTable('person').set(toRow(person)).where('id', '=', person.id).execute()
  },
})

/** Everybody, for republishing. */
export const currentPeopleStore = (tx: Tx<DB>): CurrentRows<Person> => ({
  async byIds(ids) {
    const rows = await tx
      .selectFrom('person')
      .select(PUBLIC)
      .where('id', 'in', ids)
      .orderBy('id')
      .limit(ids.length)
      .forShare()
      .execute()
    return rows.map(toPerson)
  },

  async page(limit, after) {
    const people = tx.selectFrom('person').select(PUBLIC).orderBy('id').limit(limit).forShare()
    const rows = await (after === undefined ? people : people.where('id', '>', after)).execute()
    return rows.map(toPerson)
  },
})
