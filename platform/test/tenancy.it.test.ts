// Every table of every service says whose rows it holds, and the database itself keeps others out:
// each role tries everything on a real row of each table, as the written matrix says.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { labelOf, rowOf, tablesOf, type Table } from './tables.ts'

const stack = new AsyncDisposableStack()
// services/_sample is no part of the platform.
const services = readdirSync('services').filter(
  (service) => !service.startsWith('_') && existsSync(`services/${service}/migrations`),
)
const [OWNER, OTHER] = [
  '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a3',
  '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a5',
]
const DECLARED =
  /^tenancy: (person|person, public read|org|participants|public-read\/org-write|platform)$/
const PLATFORM = 'tenancy: platform'
const MACHINERY = /^migration(_base)?$/

const as = (person: string) =>
  `set local role app; select set_config('app.person', '${person}', true)`
/** The columns of the matrix. */
const ROLES = {
  owner: as(OWNER),
  other: as(OTHER),
  anonymous: 'set local role app',
  worker: 'set local role worker',
  unset: 'select 1',
}
const MATRIX = new URL('tenancy.matrix.txt', import.meta.url)
/** Rows by table; the file begins with two lines that say how to read it. */
const matrix = readFileSync(MATRIX, 'utf8').split('\n').slice(2).filter(Boolean)

/** Why tables without row policies of persons have none; the file begins with two lines, too. */
const reasons = readFileSync(new URL('tenancy.platform.txt', import.meta.url), 'utf8')
  .split('\n')
  .slice(2)
  .filter(Boolean)
  .map((row) => row.split(' | '))

const DENIED = '42501'
// What stands in the way of such a row (a partition that is not its own, too) comes after the
// question of who may write it.
const TAKEN = new Set(['23503', '23505', '23514'])

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  stack.defer(() => client.end())
  return client
}

/** A row of a partition may stand there already, by its whole table. */
const unlessTaken = ({ code, message }: pg.DatabaseError): void => {
  if (!TAKEN.has(code ?? '')) throw new Error(message)
}

async function insert(client: pg.Client, table: Table, row: ReadonlyMap<string, unknown>) {
  const columns = [...row.keys()].map((column) => pg.escapeIdentifier(column)).join()
  const places = [...row].map((_, index) => `$${index + 1}`).join()
  const text = `insert into ${table.name} (${columns}) values (${places})`
  return client.query(text, [...row.values()])
}

afterAll(() => stack.disposeAsync())

const described = await Promise.all(
  services.map(async (service) => {
    const place = stack.use(
      await testDatabase({
        serverUrl: inject('servers').postgresUrl,
        service,
        migrations: `services/${service}/migrations`,
      }),
    )
    const owner = await connected(place.ownerUrl)
    const login = await connected(place.url)
    return { service, owner, login, all: await tablesOf(owner) }
  }),
)

test('the matrix has no row of a table that is not there', () => {
  const labels = described.flatMap(({ service, all }) => all.map((each) => labelOf(service, each)))
  const rows = matrix.map((row) => row.split(' | ')[0])
  expect(new Set(rows)).toEqual(new Set(labels))
  expect(rows).toHaveLength(new Set(labels).size)
})

test('a table that declares itself the platform’s stands in the written list with a reason', () => {
  const declared = described.flatMap(({ service, all }) =>
    all.filter(({ comment }) => comment === PLATFORM).map((each) => labelOf(service, each)),
  )
  const named = reasons.map(([table]) => table)
  expect([...new Set(declared)].filter((table) => !named.includes(table))).toEqual([])
  expect(named.filter((table) => !declared.includes(table ?? ''))).toEqual([])
  expect(named).toHaveLength(new Set(named).size)
  expect(reasons.filter(([, reason = '']) => reason.length < 20)).toEqual([])
})

describe.each(described)('$service', ({ service, owner, login, all }) => {
  const tables = all.filter(({ name, isPartition }) => !isPartition && !MACHINERY.test(name))

  /** One letter, or what came instead: `.` no row was reached, `-` the role may not do that. */
  async function reach(letter: string, begin: string, act: () => Promise<pg.QueryResult>) {
    await login.query(`begin; ${begin}`)
    try {
      return ((await act()).rowCount ?? 0) > 0 ? letter : '.'
    } catch (error) {
      const { code = '', message } = error as pg.DatabaseError
      if (TAKEN.has(code)) return letter
      if (code !== DENIED) throw error
      return message.includes('row-level security') ? '.' : '-'
    } finally {
      await login.query('rollback')
    }
  }

  async function reached(table: Table): Promise<string> {
    const row = rowOf(service, table, OWNER)
    // References to other tables are beside the point here.
    await owner.query('set session_replication_role = replica')
    await insert(owner, table, row).catch(unlessTaken)
    const [column, value] = [...row].at(-1) ?? []
    const set = `update ${table.name} set ${pg.escapeIdentifier(column ?? '')} = $1`
    const cells: string[] = []
    for (const begin of Object.values(ROLES)) {
      const s = await reach('s', begin, () => login.query(`select 1 from ${table.name}`))
      const i = await reach('i', begin, () => insert(login, table, row))
      const u = await reach('u', begin, () => login.query(set, [value]))
      const d = await reach('d', begin, () => login.query(`delete from ${table.name}`))
      cells.push(`${s}${i}${u}${d}`)
    }
    return [labelOf(service, table), ...cells].join(' | ')
  }

  test('every table declares a tenancy', () => {
    expect(tables.length).toBeGreaterThan(0)
    expect(
      tables.filter(({ comment }) => !DECLARED.test(comment ?? '')).map(({ name }) => name),
    ).toEqual([])
  })

  test('every table but the platform’s own has row policies that bind its owner too', () => {
    const open = tables.filter(
      ({ comment, enabled, forced }) => comment !== PLATFORM && !(enabled && forced),
    )
    expect(open.map(({ name }) => name)).toEqual([])
  })

  test('the login of the service cannot pass row policies', async () => {
    const { rows } = await login.query(
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    )
    expect(rows[0]).toMatchObject({ rolsuper: false, rolbypassrls: false })
  })

  test.each(all)('of $name every role reaches what the matrix says', async (table) => {
    const row = await reached(table)
    expect(row).toBe(matrix.find((each) => each.startsWith(`${labelOf(service, table)} |`)))
    const [, ofOwner = '', ofOther, ofAnonymous, ofWorker, ofUnset] = row.split(' | ')
    expect(ofUnset, 'nobody acts before they say as whom').toBe('----')
    if (!tables.includes(table) || table.comment === PLATFORM) return
    expect([ofOwner[0], ofWorker?.[0]], 'its person and workers see it').toEqual(['s', 's'])
    expect([ofOther, ofAnonymous].join(''), 'and nobody else reaches it').not.toMatch(/[siud]/)
  })
})
