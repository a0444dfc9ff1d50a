// One database belongs to one service: nobody else's login gets in, and nobody but the owner writes
// its history of migrations.
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from '../src/migrate.ts'

const server = inject('servers').postgresUrl
const fresh = newId().replaceAll('-', '').slice(-12)
const [mine, other] = [`test_mine_${fresh}`, `test_other_${fresh}`]
const login = (user: string) => ({ user: `${user}_login`, password: 'test' })
const dir = fileURLToPath(new URL('migrations', import.meta.url))

const at = (database: string, user?: string): string => {
  const url = new URL(server)
  url.pathname = `/${database}`
  if (user !== undefined) [url.username, url.password] = [login(user).user, 'test']
  return url.href
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  for (const name of [mine, other]) await query(server, `create database ${name}`)
  await migrate({ ownerUrl: at(mine), dir, login: login(mine) })
  await migrate({ ownerUrl: at(other), dir, login: login(other) })
})

afterAll(async () => {
  for (const name of [mine, other])
    await query(server, `drop database if exists ${name} with (force)`)
  for (const name of [mine, other]) await query(server, `drop role if exists ${login(name).user}`)
})

test('a service’s login opens its own database and no other', async () => {
  expect(await query(at(mine, mine), 'select current_user as me')).toEqual([
    { me: login(mine).user },
  ])
  await expect(query(at(mine, other), 'select 1')).rejects.toThrow(/permission denied for database/)
})

test('migrating again changes nothing, and several may do so at once', async () => {
  const before = await query(
    at(mine),
    'select name from migration_base union all select name from migration',
  )
  await Promise.all([1, 2, 3].map(() => migrate({ ownerUrl: at(mine), dir, login: login(mine) })))
  expect(
    await query(at(mine), 'select name from migration_base union all select name from migration'),
  ).toEqual(before)
})

test('no role of the service may touch the list of migrations', async () => {
  for (const role of ['app', 'worker'])
    for (const table of ['migration', 'migration_base'])
      await expect(
        query(at(mine, mine), `set role ${role}; select name from ${table}`),
      ).rejects.toThrow(/permission denied for table/)
})
