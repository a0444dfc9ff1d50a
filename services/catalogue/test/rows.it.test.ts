// Who may do what with each of catalogue's tables, asked of the database itself: the matrix is
// written down, so that a grant too many is seen.
import { newId } from '@pk-auto/kernel/id'
import { testDatabase, type TestDatabase } from '@pk-auto/testing/database'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { draft } from '../src/domain/listing.ts'
import type { ListingId, PersonId } from '../src/domain/ids.ts'
import { toRow } from '../src/outbound/listing-row.ts'
import { corolla } from './corolla.ts'

const [owner, other, vehicle, ad] = [newId(), newId(), newId(), newId()]
let testDb: TestDatabase
let behind: pg.Client
let login: pg.Client

const listingOf = (seller: string, id = newId()) =>
  Object.entries(
    toRow(
      draft(id as ListingId, seller as PersonId, 'pk', corolla(), new Date(), {
        draftLifetimeMs: 1,
      }),
    ),
  ) as [string, unknown][]
const insertOf = (columns: readonly [string, unknown][]) => ({
  text: `
    insert into listing (${columns.map(([name]) => name).join()})
    values (${columns.map((_, i) => `$${i + 1}`).join()})`,
  values: columns.map(([, value]) => value),
})

const favouriteOf = (person: string) =>
  `insert into favourite values ('${person}', '${ad}', now(), 1, 'PKR', 1)`
const NEWS = `insert into saved_change values ('${ad}', 2, 'sold', 1, null, 'PKR', now())`

beforeAll(async () => {
  const migrations = fileURLToPath(new URL('../migrations', import.meta.url))
  testDb = await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'catalogue',
    migrations,
  })
  behind = new pg.Client(testDb.ownerUrl)
  login = new pg.Client(testDb.url)
  await Promise.all([behind.connect(), login.connect()])
  await behind.query(insertOf(listingOf(owner, ad)))
  await behind.query(
    `insert into vehicle
     values ('${vehicle}', 'JTDBR32E030123456', 'toyota', 'corolla', 2016, now())`,
  )
  await behind.query(`insert into odometer_reading values ('${vehicle}', now(), 1, '${ad}')`)
  await behind.query(`insert into price_point values ('${ad}', now(), 1, 'PKR')`)
  await behind.query(`insert into taxonomy_release values (1, now())`)
  await behind.query(favouriteOf(owner))
  await behind.query(`insert into shortlist values ('a', '${owner}', now())`)
  await behind.query(NEWS)
})

afterAll(async () => {
  await Promise.all([behind.end(), login.end()])
  await testDb[Symbol.asyncDispose]()
})

const AS = {
  'no role': 'select 1',
  visitor: 'set local role app',
  owner: `set local role app; select set_config('app.person', '${owner}', true)`,
  other: `set local role app; select set_config('app.person', '${other}', true)`,
  worker: 'set local role worker',
}

/** Each statement touches every row it may: the count is how many that were. */
const STATEMENTS: Readonly<
  Record<string, Readonly<Record<string, { text: string; values?: unknown[] }>>>
> = {
  listing: {
    read: { text: 'select id from listing' },
    'add own': insertOf(listingOf(owner)),
    change: { text: 'update listing set km = km + 1' },
    'give away': { text: `update listing set seller_id = '${newId()}'` },
    remove: { text: 'delete from listing' },
  },
  price_point: {
    read: { text: 'select 1 from price_point' },
    add: { text: `insert into price_point values ('${ad}', now() + interval '1 hour', 1, 'PKR')` },
    remove: { text: 'delete from price_point' },
  },
  vehicle: {
    add: { text: `insert into vehicle values ('${newId()}', 'X', 'a', 'b', 1, now())` },
    remove: { text: 'delete from vehicle' },
  },
  odometer_reading: {
    read: { text: 'select 1 from odometer_reading' },
    add: {
      text: `
        insert into odometer_reading values ('${vehicle}', now() + interval '1 hour', 1, '${ad}')`,
    },
    change: { text: 'update odometer_reading set km = 0' },
    remove: { text: 'delete from odometer_reading' },
  },
  favourite: {
    read: { text: 'select 1 from favourite' },
    'add foreign': { text: favouriteOf(newId()) },
    change: { text: 'update favourite set price_minor = 0' },
    remove: { text: 'delete from favourite' },
  },
  shortlist: {
    read: { text: 'select token from shortlist' },
    'add foreign': { text: `insert into shortlist values ('b', '${newId()}', now())` },
    revoke: { text: 'update shortlist set revoked_at = now()' },
    remove: { text: 'delete from shortlist' },
  },
  saved_change: {
    read: { text: 'select 1 from saved_change' },
    add: { text: NEWS.replace(', 2,', ', 3,') },
    remove: { text: 'delete from saved_change' },
  },
  taxonomy_release: {
    read: { text: 'select 1 from taxonomy_release' },
    add: { text: 'insert into taxonomy_release values (2, now())' },
  },
}

async function outcome(
  role: keyof typeof AS,
  statement: { text: string; values?: unknown[] },
): Promise<string> {
  await login.query(`begin; ${AS[role]}`)
  try {
    return String((await login.query(statement)).rowCount)
  } catch (error) {
    const { message } = error as Error
    return /foreign key/.test(message)
      ? 'no: in use'
      : /permission denied|row-level security/.test(message)
        ? 'no'
        : message
  } finally {
    await login.query('rollback')
  }
}

test('each role may do exactly what is in the matrix', async () => {
  const found: string[] = []
  for (const [table, statements] of Object.entries(STATEMENTS))
    for (const [what, statement] of Object.entries(statements)) {
      const cells: string[] = []
      for (const role of Object.keys(AS) as (keyof typeof AS)[])
        cells.push(`${role} ${await outcome(role, statement)}`)
      found.push(`${table} ${what}: ${cells.join(', ')}`)
    }
  expect(found).toEqual([
    'listing read: no role no, visitor 0, owner 1, other 0, worker 1',
    'listing add own: no role no, visitor no, owner 1, other no, worker 1',
    'listing change: no role no, visitor 0, owner 1, other 0, worker 1',
    'listing give away: no role no, visitor 0, owner no, other 0, worker 1',
    'listing remove: no role no, visitor 0, owner 1, other 0, worker 1',
    'price_point read: no role no, visitor 0, owner 1, other 0, worker 1',
    'price_point add: no role no, visitor no, owner 1, other no, worker 1',
    'price_point remove: no role no, visitor no, owner no, other no, worker 1',
    'vehicle add: no role no, visitor no, owner 1, other 1, worker 1',
    'vehicle remove: no role no, visitor no, owner no, other no, worker no: in use',
    'odometer_reading read: no role no, visitor no, owner no, other no, worker 1',
    'odometer_reading add: no role no, visitor no, owner 1, other 1, worker 1',
    'odometer_reading change: no role no, visitor no, owner no, other no, worker 1',
    'odometer_reading remove: no role no, visitor no, owner no, other no, worker 1',
    'favourite read: no role no, visitor 0, owner 1, other 0, worker 1',
    'favourite add foreign: no role no, visitor no, owner no, other no, worker 1',
    'favourite change: no role no, visitor no, owner no, other no, worker 1',
    'favourite remove: no role no, visitor 0, owner 1, other 0, worker 1',
    'shortlist read: no role no, visitor 0, owner 1, other 0, worker 1',
    'shortlist add foreign: no role no, visitor no, owner no, other no, worker 1',
    'shortlist revoke: no role no, visitor 0, owner 1, other 0, worker 1',
    'shortlist remove: no role no, visitor no, owner no, other no, worker 1',
    'saved_change read: no role no, visitor no, owner no, other no, worker 1',
    'saved_change add: no role no, visitor no, owner 1, other 1, worker 1',
    'saved_change remove: no role no, visitor no, owner no, other no, worker 1',
    'taxonomy_release read: no role no, visitor no, owner no, other no, worker 1',
    'taxonomy_release add: no role no, visitor no, owner no, other no, worker 1',
  ])
})
