// A copy of the server that somebody else has recovered, an operator of Postgres for one: the
// command takes one service's database out of it, with the same steps as out of our own backup.
import { fileURLToPath } from 'node:url'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { newId } from '@pk-auto/kernel/id'
import { ensureDatabase, migrate } from '@pk-auto/postgres/migrate'
import { tryCommand } from '@pk-auto/servers/machine/command'
import { nativeHost } from '@pk-auto/servers/native/native-host'
import { localUrls } from '@pk-auto/servers/server-urls'
import { testDatabase } from '@pk-auto/testing/database'
import { testTopics } from '@pk-auto/testing/topics'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readPlatformTopics } from '../../topics.ts'

const REPO = fileURLToPath(new URL('../../../', import.meta.url))
const MIGRATIONS = `${REPO}services/identity/migrations`
/** The server that lives is our own one here; the tests' server is the copy. */
const offset = inject('offset') + 4_000
const host = nativeHost(offset)
const liveServer = localUrls(portsAt(offset)).postgresUrl
const topicPrefix = `copy${newId().slice(-8)}.`
const login = { user: 'identity_copied', password: 'secret' }
const moment = new Date()
const person = newId()
const stack = new AsyncDisposableStack()
/** Of the databases in production: no superuser. */
const owner = `owner_${newId().slice(-8)}`
let copyUrl: string
let name: string

const at = (url: string, database: string): string => {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
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
const joined = (url: string, called: string) =>
  rows(
    url,
    `insert into person (id, version, sealed_phone, phone_key_id, phone_index, display_name,
       city, lang, marketing, created_at)
     values ('${person}', 3, 'x', 'k', 'i', '${called}', 'multan', 'ur', false, now())`,
  )
const people = (url: string) => rows(url, 'select display_name, version from person')
const databases = async () => {
  const all = await rows<{ datname: string }>(liveServer, 'select datname from pg_database')
  return all.map(({ datname }) => datname).filter((each) => each.startsWith(name))
}

async function restore(...words: readonly string[]) {
  const { kafkaBrokers } = inject('servers')
  const own = new URL(at(liveServer, name))
  own.username = login.user
  own.password = login.password
  return tryCommand(
    process.execPath,
    ['scripts/restore-service.ts', 'identity', '--until', moment.toISOString(), ...words],
    {
      cwd: REPO,
      env: {
        ...process.env,
        ...{ KAFKA_BROKERS: kafkaBrokers.join(','), KAFKA_TOPIC_PREFIX: topicPrefix },
        ...{ IDENTITY_DATABASE_OWNER_URL: at(liveServer, name), IDENTITY_DATABASE_URL: own.href },
      },
    },
  )
}

beforeAll(async () => {
  stack.defer(() => host.reset(['postgres']))
  await host.reset(['postgres'])
  await host.start(['postgres'], 'dev', () => undefined)
  await until('the server answers', () => rows(liveServer, 'select 1'), { timeoutMs: 30_000 })
  const topics = await readPlatformTopics('test')
  const names = topics.map((topic) => topic.name)
  const { kafkaBrokers: brokers, postgresUrl: serverUrl } = inject('servers')
  stack.use(await testTopics({ brokers, topicPrefix, names, partitions: 1 }))
  const made = await testDatabase({ serverUrl, service: 'identity', migrations: MIGRATIONS })
  copyUrl = made.ownerUrl
  stack.defer(async () => void (await rows(serverUrl, `drop role ${owner}`)))
  stack.use(made)
  name = decodeURIComponent(new URL(copyUrl).pathname.slice(1))
  for (const url of [serverUrl, liveServer]) await rows(url, `create role ${owner} createrole`)
  await rows(serverUrl, `alter database ${name} owner to ${owner}`)
  await joined(copyUrl, 'Ali')
  await ensureDatabase(at(liveServer, name))
  await migrate({ ownerUrl: at(liveServer, name), dir: MIGRATIONS, login })
  await joined(at(liveServer, name), 'written over')
}, 120_000)
afterAll(() => stack.disposeAsync())

test('a copy that is none is refused before anything is changed, with the way on', async () => {
  const live = await restore('--copy', liveServer)
  expect(live).toMatchObject({ code: 1, output: expect.stringContaining('is the server itself') })
  const later = newId()
  await rows(
    copyUrl,
    `insert into outbox (id, topic, key, type, value, at)
     values ('${later}', 't', 'k', 'x', null, now() + interval '1 h')`,
  )
  const newer = await restore('--copy', copyUrl)
  expect(newer).toMatchObject({ code: 1, output: expect.stringContaining('is from after --until') })
  await rows(copyUrl, `delete from outbox where id = '${later}'`)
  const missing = await restore('--copy', at(copyUrl, 'nothing'), '--copy-at', 'nowhere')
  expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('host:port') })
  expect(await people(at(liveServer, name))).toEqual([{ display_name: 'written over', version: 3 }])
  expect(await databases()).toEqual([name])
})

test('the live server must reach the copy, too, and says so where it does not', async () => {
  const { code, output } = await restore('--copy', copyUrl, '--copy-at', '127.0.0.1:1')
  expect(code).toBe(1)
  expect(output).toContain('--copy-at')
  expect(await people(at(liveServer, name))).toEqual([{ display_name: 'written over', version: 3 }])
})

test('the database is that of the copy, past anything published; both others stay', async () => {
  const { host: reached } = new URL(copyUrl)
  const { code, output } = await restore('--copy', copyUrl, '--copy-at', reached)
  expect(code, output).toBe(0)
  expect(await people(at(liveServer, name))).toEqual([{ display_name: 'Ali', version: 1_000_003 }])
  expect(await rows(at(liveServer, name), 'select until from app.restored')).toEqual([
    { until: moment },
  ])
  // The next release migrates it, and its owner is no superuser.
  const owners = `select tableowner as owner from pg_tables where schemaname = 'public'
    union select pg_get_userbyid(datdba) from pg_database where datname = current_database()
    union select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'app'`
  expect(await rows(at(liveServer, name), owners)).toEqual([{ owner }])
  const [, former] = (await databases()).toSorted()
  expect(former).toMatch(/_before_\d{14}$/)
  expect(await people(at(liveServer, former!))).toEqual([
    { display_name: 'written over', version: 3 },
  ])
  expect(await people(copyUrl)).toEqual([{ display_name: 'Ali', version: 3 }])
  expect(output).toContain('--publish')
})
