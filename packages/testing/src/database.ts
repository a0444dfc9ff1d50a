// One real database per test file: cloned from a migrated template, dropped afterwards.
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { migrate } from '@pk-auto/postgres/migrate'
import { hashOfFiles } from '@pk-auto/servers/machine/hash-of-files'
import pg from 'pg'
import { until } from './until.ts'

export type TestDatabase = AsyncDisposable & {
  name: string
  /** For the service: a login without a bypass of row policies. */
  url: string
  /** For looking behind the service's back: the owner sees every row. */
  ownerUrl: string
}

const BASE = fileURLToPath(new URL('../../postgres/migrations', import.meta.url))

const onServer = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const withDatabase = (url: string, database: string, user?: string): string => {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  if (user !== undefined) parsed.username = user
  return parsed.href
}

/** `serverUrl` is the owner's URL of the test server; `migrations` the service's folder. */
export async function testDatabase({
  serverUrl,
  service,
  migrations,
}: {
  serverUrl: string
  service: string
  migrations: string
}): Promise<TestDatabase> {
  const noun = service.replaceAll('-', '_')
  const login = { user: `${noun}_login`, password: 'test' }
  const hash = await hashOfFiles([BASE, migrations])
  const template = `template_${noun}_${hash.slice(0, 12)}`
  const name = `test_${noun}_${newId().replaceAll('-', '').slice(-12)}`
  await onServer(serverUrl, async (client) => {
    // Test files run side by side: one makes the template, the others wait for it. It gets its
    // final name only once it is whole.
    await client.query(`select pg_advisory_lock(hashtextextended('pk-auto.template', 0))`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      template,
    ])
    if (rowCount === 0) {
      const unfinished = `${template}_new`
      await client.query(`drop database if exists ${unfinished}`)
      await client.query(`create database ${unfinished}`)
      await migrate({ ownerUrl: withDatabase(serverUrl, unfinished), dir: migrations, login })
      await client.query(`alter database ${unfinished} rename to ${template}`)
    }
    await client.query(`create database ${name} template ${template}`)
    await client.query(`select pg_advisory_unlock(hashtextextended('pk-auto.template', 0))`)
  })
  return {
    name,
    url: withDatabase(serverUrl, name, login.user),
    ownerUrl: withDatabase(serverUrl, name),
    [Symbol.asyncDispose]: () => onServer(serverUrl, (client) => dropDatabase(client, name)),
  }
}

/** Longer than a closing connection takes; whoever is still there then has forgotten to close. */
const LEAVE_MS = 2_000

/**
 * Waits a little for those who are leaving, then drops it, whoever is there. A pool says that it
 * has ended before its connections are closed: to cut those off would be an error nobody catches.
 */
export async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  const connected = `select from pg_stat_activity where datname = $1`
  const left = async () => (await client.query(connected, [name])).rowCount === 0
  await until(`everybody has left ${name}`, left, { timeoutMs: LEAVE_MS }).catch(() => undefined)
  await client.query(`drop database if exists ${name} with (force)`)
}
