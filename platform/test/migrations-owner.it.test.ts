// What the owner of the databases must be allowed in production, where it is no superuser: exactly
// what docs/operations.md asks for, and each of it is needed.
import { portsAt } from '@pk-auto/lifecycle/ports'
import { ensureDatabase, migrate } from '@pk-auto/postgres/migrate'
import { nativeHost } from '@pk-auto/servers/native/native-host'
import { localUrls } from '@pk-auto/servers/server-urls'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { databaseOf } from '../environment.ts'
import { SERVICE_NAMES, type ServiceName } from '../parts.ts'

/** A server of our own: roles belong to all of it. */
const offset = inject('offset') + 4_500
const host = nativeHost(offset)
const servers = localUrls(portsAt(offset))
const REPO = new URL('../../', import.meta.url)

async function rows<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
const bySuperuser = (sql: string) => rows(servers.postgresUrl, sql)

beforeAll(async () => {
  await host.reset(['postgres'])
  await host.start(['postgres'], 'dev', () => undefined)
  await until('the server answers', () => bySuperuser('select 1'), { timeoutMs: 30_000 })
}, 120_000)
afterAll(() => host.reset(['postgres']))

/** As the Job of a release does it. */
async function migrateAs(owner: string, service: ServiceName): Promise<void> {
  const { ownerUrl, login } = databaseOf(service, { servers, namespace: '' })
  const url = new URL(ownerUrl)
  url.username = owner
  await ensureDatabase(url.href)
  const dir = new URL(`services/${service}/migrations`, REPO).pathname
  await migrate({ ownerUrl: url.href, dir, login })
}

test('one owner with four rights migrates every service, twice, and is no superuser', async () => {
  await bySuperuser('create role owner login createdb createrole bypassrls')
  for (const service of SERVICE_NAMES) await migrateAs('owner', service)
  for (const service of SERVICE_NAMES) await migrateAs('owner', service)
  for (const service of SERVICE_NAMES) {
    const { url } = databaseOf(service, { servers, namespace: '' })
    // The service's own login works, and is held by the row policies.
    await rows(url, 'set role worker; select count(*) from outbox')
    const [own] = await rows<{ bypasses: boolean; owns: boolean }>(
      url,
      `select rolbypassrls as bypasses, pg_has_role(current_user, 'owner', 'member') as owns
       from pg_roles where rolname = current_user`,
    )
    expect(own, service).toEqual({ bypasses: false, owns: false })
  }
}, 120_000)

test('an owner that row policies hold sees none of the rows that it migrates', async () => {
  const { ownerUrl } = databaseOf('identity', { servers, namespace: '' })
  const url = new URL(ownerUrl)
  url.username = 'owner'
  const insert = `insert into person (id, version, sealed_phone, phone_key_id, phone_index,
     display_name, city, lang, marketing, created_at)
   values (uuidv7(), 1, 'x', 'k', 'i', 'Ali', 'multan', 'ur', false, now())`
  await rows(url.href, insert)
  await bySuperuser('alter role owner nobypassrls')
  expect(await rows(url.href, 'select from person')).toEqual([])
  await bySuperuser('alter role owner bypassrls')
  expect(await rows(url.href, 'select from person')).toHaveLength(1)
})

test('a second owner cannot give a login the roles that the first one made', async () => {
  await bySuperuser('create role other login createdb createrole bypassrls')
  const url = new URL(databaseOf('identity', { servers, namespace: 'other' }).ownerUrl)
  url.username = 'other'
  await ensureDatabase(url.href)
  const dir = new URL('services/identity/migrations', REPO).pathname
  const login = { user: 'of_other', password: 'secret' }
  await expect(migrate({ ownerUrl: url.href, dir, login })).rejects.toThrow(/permission denied/)
})
