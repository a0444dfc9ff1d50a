// Every table of every service declares whose rows it holds, and the database itself keeps others
// out.
import { existsSync, readdirSync } from 'node:fs'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'

const stack = new AsyncDisposableStack()
const services = readdirSync('services').filter((service) =>
  existsSync(`services/${service}/migrations`),
)
const [OWNER, OTHER] = [
  '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a3',
  '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a4',
]
const DECLARED =
  /^tenancy: (person|person, public read|org|participants|public-read\/org-write|platform)$/
const MACHINERY = /^(migration(_base)?|pg_.*)$/

type Table = {
  name: string
  comment: string | null
  enabled: boolean
  forced: boolean
  owner: string | null
  columns: Column[]
}
type Column = { name: string; type: string; needed: boolean }
/** Values for columns that cannot be anything: the database checks them. */
const VALUES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'catalogue.listing': { state: 'live' },
  'identity.person': { lang: 'ur' },
  'media-iq.media': { state: 'signed', sha256: 'a'.repeat(64) },
}
const BY_TYPE: Readonly<Record<string, unknown>> = {
  uuid: OTHER,
  text: 'x',
  int4: 1,
  int2: 1,
  int8: 1,
  bool: true,
  timestamptz: new Date(0),
  bytea: Buffer.from('x'),
}

const TABLES = `
  select c.relname as name, obj_description(c.oid) as comment,
    c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    (select substring(
         pg_get_expr(polwithcheck, polrelid) from '\\((\\w+) = app\\.person\\(\\)\\)')
       from pg_policy where polrelid = c.oid and polwithcheck is not null
       and pg_get_expr(polwithcheck, polrelid) like '%app.person()%' limit 1) as owner,
    (select json_agg(json_build_object('name', a.attname, 'type', t.typname,
         'needed', a.attnotnull and not a.atthasdef and a.attidentity = ''))
       from pg_attribute a join pg_type t on t.oid = a.atttypid
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not c.relispartition`

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  stack.defer(() => client.end())
  return client
}

afterAll(() => stack.disposeAsync())

describe.each(services)('%s', async (service) => {
  const place = stack.use(
    await testDatabase({
      serverUrl: inject('servers').postgresUrl,
      service,
      migrations: `services/${service}/migrations`,
    }),
  )
  const owner = await connected(place.ownerUrl)
  const login = await connected(place.url)
  const tables = (await owner.query<Table>(TABLES)).rows.filter(({ name }) => !MACHINERY.test(name))

  /** What a statement sees in a transaction that begins as given and leaves nothing behind. */
  const seen = async (begin: string, table: string): Promise<number> => {
    await login.query(`begin; ${begin}`)
    try {
      return (await login.query(`select 1 from ${table}`)).rowCount ?? 0
    } finally {
      await login.query('rollback')
    }
  }

  test('every table declares a tenancy', () => {
    expect(tables.length).toBeGreaterThan(0)
    expect(
      tables.filter(({ comment }) => !DECLARED.test(comment ?? '')).map(({ name }) => name),
    ).toEqual([])
  })

  test('every table but the platform’s own has row policies that bind its owner too', () => {
    const open = tables.filter(
      ({ comment, enabled, forced }) => comment !== 'tenancy: platform' && !(enabled && forced),
    )
    expect(open.map(({ name }) => name)).toEqual([])
  })

  test('the login of the service can do nothing before it takes a role', async () => {
    const { rows } = await login.query(
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    )
    expect(rows[0]).toMatchObject({ rolsuper: false, rolbypassrls: false })
    const denied = tables.map(({ name }) =>
      login.query(`select 1 from ${name}`).then(
        () => `${name} was read`,
        (error: Error) => error.message.replace(/ for table .*/, ''),
      ),
    )
    expect(new Set(await Promise.all(denied))).toEqual(new Set(['permission denied']))
  })

  const held = tables.filter(({ comment }) => comment !== 'tenancy: platform')
  test.each(held.map(({ name }) => name))(
    'of %s an unset context sees none, its person sees it, another does not, and workers do',
    async (name) => {
      const table = tables.find((each) => each.name === name)
      const needed = table?.columns.filter((column) => column.needed) ?? []
      const values = new Map(
        needed.map(
          (column) =>
            [column.name, column.type.startsWith('_') ? [] : BY_TYPE[column.type]] as const,
        ),
      )
      for (const [column, value] of Object.entries(VALUES[`${service}.${name}`] ?? {}))
        values.set(column, value)
      expect(table?.owner, 'the policy names the column that says whose row it is').toBeTruthy()
      values.set(table?.owner ?? '', OWNER)
      // References to other tables do not matter here.
      await owner.query('set session_replication_role = replica')
      const places = [...values].map((_, index) => `$${index + 1}`)
      await owner.query(
        `insert into ${name} (${[...values.keys()].join()}) values (${places.join()})`,
        [...values.values()],
      )
      const as = (person: string) =>
        `set local role app; select set_config('app.person', '${person}', true)`
      expect(await seen('set local role app', name)).toBe(0)
      expect(await seen(as(OTHER), name)).toBe(0)
      expect(await seen(as(OWNER), name)).toBe(1)
      expect(await seen('set local role worker', name)).toBe(1)
    },
  )
})
