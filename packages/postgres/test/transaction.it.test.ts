// Transactions on a real server: who sees which rows, and keyed calls.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import type { Actor, Person } from '@pk-auto/kernel/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../src/database.ts'
import { once } from '../src/once.ts'
import type { InTransaction, Tx } from '../src/transaction.ts'
import { openNotes, type Notes } from './note-database.ts'

type Db = { note: { id: string; owner_id: string; body: string } }

let notes: Notes<Db>
let database: Database
let inTransaction: InTransaction<{ tx: Tx<Db> }>

beforeAll(async () => {
  notes = await openNotes<Db>(20)
  ;({ database, inTransaction } = notes)
})

afterAll(() => notes[Symbol.asyncDispose]())

const person = (): Person => ({
  kind: 'person',
  personId: newId(),
  sessionId: newId(),
  roles: [],
  assurance: 'otp',
  market: 'pk',
  termsDue: false,
})
const visitor: Actor = { kind: 'anonymous', market: 'pk' }
const write = (actor: Person, body: string) =>
  inTransaction(
    { actor },
    async ({ tx }) =>
      void (await tx
        .insertInto('note')
        .values({ id: newId(), owner_id: actor.personId, body })
        .execute()),
  )
const read = (scope: Parameters<typeof inTransaction>[0]) =>
  inTransaction(scope, ({ tx }) =>
    tx.selectFrom('note').select(['body', 'owner_id']).limit(1_000).execute(),
  )

test('a person sees only their own rows, a visitor none, a worker all', async () => {
  const [ayesha, bilal] = [person(), person()]
  await write(ayesha, 'hers')
  await write(bilal, 'his')
  expect((await read({ actor: ayesha })).map((row) => row.body)).toEqual(['hers'])
  expect(await read({ actor: visitor })).toEqual([])
  expect((await read({ system: 'test' })).map((row) => row.body)).toEqual(
    expect.arrayContaining(['hers', 'his']),
  )
})

test('nobody writes a row in the name of another', async () => {
  const [ayesha, bilal] = [person(), person()]
  const forged = inTransaction({ actor: bilal }, async ({ tx }) =>
    tx
      .insertInto('note')
      .values({ id: newId(), owner_id: ayesha.personId, body: 'forged' })
      .execute(),
  )
  await expect(forged).rejects.toThrow(/row-level security/)
})

test('outside a transaction the login may read nothing', async () => {
  await expect(database.pool.query('select body from note')).rejects.toThrow(/permission denied/)
})

test('a failed transaction leaves nothing and gives its connection back clean', async () => {
  const ayesha = person()
  const failing = inTransaction({ actor: ayesha }, async ({ tx }) => {
    await tx
      .insertInto('note')
      .values({ id: newId(), owner_id: ayesha.personId, body: 'lost' })
      .execute()
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await read({ actor: ayesha })).toEqual([])
})

const keyed = (actor: Person, key: string, sha256: string, working = async () => undefined) =>
  inTransaction({ actor }, ({ tx }) =>
    once(
      tx,
      { actor: actor.personId, method: '/note/Write', key, sha256 },
      async () => {
        await working()
        const note = { id: newId(), owner_id: actor.personId, body: 'stored' }
        await tx.insertInto('note').values(note).execute()
        return { id: note.id, version: 7, body: note.body }
      },
      async (id) => {
        const found = tx.selectFrom('note').select(['id', 'body']).where('id', '=', id)
        const note = await found.executeTakeFirst()
        if (!note) throw new DomainError('not_found', 'NOTE_NOT_FOUND')
        return { ...note, version: 8 }
      },
    ),
  )

test('fifty parallel calls with one key have one effect and one answer', async () => {
  const ayesha = person()
  const key = newId()
  const [begun, others] = [Promise.withResolvers<void>(), Promise.withResolvers<undefined>()]
  const first = keyed(ayesha, key, 'a', () => (begun.resolve(), others.promise))
  await begun.promise
  const answers = await Promise.allSettled(
    Array.from({ length: 49 }, () => keyed(ayesha, key, 'a')),
  )
  others.resolve(undefined)
  const { id } = await first
  expect(
    answers.map((answer) => (answer.status === 'rejected' ? answer.reason.message : 'done')),
  ).toEqual(Array(49).fill('IDEMPOTENCY_IN_FLIGHT'))
  expect(await read({ actor: ayesha })).toHaveLength(1)
  expect((await keyed(ayesha, key, 'a')).id).toBe(id)
})

test('a repeat gets the object as it is now; only its id and version are stored', async () => {
  const ayesha = person()
  const key = newId()
  const { id } = await keyed(ayesha, key, 'a')
  await inTransaction({ actor: ayesha }, ({ tx }) =>
    tx.updateTable('note').set({ body: 'changed' }).where('id', '=', id).execute(),
  )
  expect(await keyed(ayesha, key, 'a')).toEqual({ id, version: 8, body: 'changed' })
  const rows = await inTransaction({ system: 'test' }, ({ tx }) =>
    sql`select to_jsonb(i) - 'at' as row from idempotency i where key = ${key}`.execute(tx),
  )
  const call = { actor: ayesha.personId, method: '/note/Write', key, sha256: 'a' }
  expect(rows.rows).toEqual([{ row: { ...call, status: 0, id, version: 7, reply: '\\x' } }])
})

test('a repeat of a call whose object was erased since finds nothing', async () => {
  const ayesha = person()
  const key = newId()
  const { id } = await keyed(ayesha, key, 'a')
  await inTransaction({ actor: ayesha }, ({ tx }) =>
    tx.deleteFrom('note').where('id', '=', id).execute(),
  )
  await expect(keyed(ayesha, key, 'a')).rejects.toMatchObject({ code: 'NOTE_NOT_FOUND' })
  expect(await read({ actor: ayesha })).toEqual([])
})

test('the same key with another body is refused', async () => {
  const ayesha = person()
  const key = newId()
  await keyed(ayesha, key, 'a')
  await expect(keyed(ayesha, key, 'b')).rejects.toThrow('IDEMPOTENCY_KEY_REUSED')
})

test('the same key of two people are two calls', async () => {
  const key = newId()
  const [one, other] = [await keyed(person(), key, 'a'), await keyed(person(), key, 'a')]
  expect(one.id).not.toBe(other.id)
})

test('a key is of one caller and one method, also for workers, who see all rows', async () => {
  const key = newId()
  const made = (actor: string, method: string) => {
    const call = { actor, method, key, sha256: 'a' }
    const work = () => Promise.resolve({ id: newId() })
    const current = (id: string) => Promise.resolve({ id })
    return inTransaction({ system: 'test' }, ({ tx }) => once(tx, call, work, current))
  }
  const calls = [
    ['catalogue', '/note/Write'],
    ['catalogue', '/note/Erase'],
    ['search', '/note/Write'],
  ] as const
  const first = await Promise.all(calls.map(([actor, method]) => made(actor, method)))
  expect(new Set(first.map(({ id }) => id)).size).toBe(calls.length)
  expect(await Promise.all(calls.map(([actor, method]) => made(actor, method)))).toEqual(first)
})

test('a statement that waits too long for a lock may be tried again', async () => {
  const ayesha = person()
  await write(ayesha, 'locked')
  await inTransaction({ system: 'one' }, async ({ tx }) => {
    await tx
      .selectFrom('note')
      .select('id')
      .where('owner_id', '=', ayesha.personId)
      .forUpdate()
      .execute()
    const second = inTransaction({ system: 'two' }, async (other) => {
      await sql`set local lock_timeout = 50`.execute(other.tx)
      return other.tx
        .selectFrom('note')
        .select('id')
        .where('owner_id', '=', ayesha.personId)
        .forUpdate()
        .execute()
    })
    await expect(second).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_BUSY' })
  })
})

test('a transaction rolled back by a swallowed failure is not reported as committed', async () => {
  const ayesha = person()
  const swallowing = inTransaction({ actor: ayesha }, async ({ tx }) => {
    await tx
      .insertInto('note')
      .values({ id: newId(), owner_id: ayesha.personId, body: 'acknowledged' })
      .execute()
    await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    return 'done'
  })
  await expect(swallowing).rejects.toThrow('rolled back')
  expect(await read({ actor: ayesha })).toEqual([])
})

test('a statement after the end of its transaction never runs in the next one', async () => {
  const [ayesha, bilal] = [person(), person()]
  let escaped: Tx<Db> | undefined
  const failing = inTransaction({ actor: ayesha }, async ({ tx }) => {
    escaped = tx
    throw new Error('one branch of a Promise.all failed')
  })
  await expect(failing).rejects.toThrow('one branch')
  await write(bilal, 'his')
  const late = async () => escaped?.selectFrom('note').select('body').execute()
  await expect(late()).rejects.toThrow('has ended')
})
