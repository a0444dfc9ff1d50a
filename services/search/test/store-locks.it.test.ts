// How search's transactions wait for each other on a real database: which rows they lock, and in
// which order, so that two at once neither lose a fact nor stop each other for good.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MediaFact } from '../src/domain/media.ts'
import { storesFixture, type StoresFixture } from './stores-fixture.ts'

let fixture: StoresFixture
beforeAll(async () => {
  fixture = await storesFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const photo = newId()
/** In the order of ids; the rows are written the other way round. */
const ids = [newId(), newId()].toSorted()
const [low = '', high = ''] = ids
const photos = [newId(), newId()].toSorted()
const [lowPhoto = '', highPhoto = ''] = photos

beforeEach(async () => {
  const { sql } = fixture
  await sql.query('truncate search_doc, media_fact')
  for (const id of ids.toReversed())
    await sql.query(
      `insert into search_doc (id, doc_version, live, photos, photo_ids)
       values ($1, 1, false, '[]', array[$2]::uuid[])`,
      [id, photo],
    )
  for (const id of photos.toReversed())
    await sql.query(
      `insert into media_fact (media_id, version, state, width, height, placeholder)
       values ($1, 1, 'ready', 1, 1, '')`,
      [id],
    )
})

const change = (mediaId: string, version: number): MediaFact => ({
  mediaId,
  version,
  state: 'ready',
  width: version,
  height: 1,
  placeholder: '',
})

test('whoever locks a document second sees what the first has written', async () => {
  const { run, hold, somebodyWaits } = fixture
  await using first = await hold(async ({ docs }) => {
    await docs.lock([low])
    await docs.save([{ id: low, docVersion: 2, live: false, photos: [] }])
  })
  const second = run(async ({ docs }) => (await docs.lock([low])).get(low)?.docVersion)
  await somebodyWaits()
  await first.end()
  expect(await second).toBe(2)
})

test('documents are locked in the order of their ids', async () => {
  const { run, hold, somebodyWaits, unlocked } = fixture
  await using first = await hold(({ docs }) => docs.lock([high]))
  const second = run(({ docs }) => docs.lock([high, low]))
  await somebodyWaits()
  expect(await unlocked('search_doc', [low])).toEqual([])
  await first.end()
  expect((await second).size).toBe(2)
})

test('documents that show a photo are locked, in the order of their ids', async () => {
  const { run, hold, somebodyWaits, unlocked } = fixture
  await using first = await hold(({ docs }) => docs.lock([high]))
  const second = run(({ docs }) => docs.lockShowing([photo]))
  await somebodyWaits()
  expect(await unlocked('search_doc', [low])).toEqual([])
  await first.end()
  expect((await second).size).toBe(2)
})

test('a change of a photo waits for the listing that is reading it', async () => {
  const { run, hold, somebodyWaits } = fixture
  await using projecting = await hold(({ media }) => media.lockShared([lowPhoto]))
  const arriving = run(({ media }) => media.upsertNewer([change(lowPhoto, 2)]))
  await somebodyWaits()
  await projecting.end()
  expect(await arriving).toEqual([lowPhoto])
})

test('listings that share a photo do not wait for each other', async () => {
  const { run, hold } = fixture
  await using _first = await hold(({ media }) => media.lockShared([lowPhoto]))
  expect((await run(({ media }) => media.lockShared([lowPhoto]))).size).toBe(1)
})

test.for([
  ['read', ({ media }: Stores) => media.lockShared([highPhoto, lowPhoto])],
  [
    'updated',
    ({ media }: Stores) => media.upsertNewer([change(highPhoto, 2), change(lowPhoto, 2)]),
  ],
] as const)('photos that are %s are locked in the order of their ids', async ([, work]) => {
  const { run, hold, somebodyWaits, unlocked } = fixture
  await using first = await hold(({ media }) => media.upsertNewer([change(highPhoto, 2)]))
  const second = run(async (stores) => void (await work(stores)))
  await somebodyWaits()
  expect(await unlocked('media_fact', [lowPhoto])).toEqual([])
  await first.end()
  await second
})

type Stores = Parameters<Parameters<StoresFixture['run']>[0]>[0]

test('new photos get their rows in the order of their ids', async () => {
  const { run, hold, somebodyWaits, sql } = fixture
  const fresh = Array.from({ length: 8 }, newId).toSorted()
  const [last, ...others] = fresh.toReversed()
  await using first = await hold(({ media }) => media.ensureRows([last!]))
  const second = run(({ media }) => media.ensureRows(fresh.toReversed()))
  await somebodyWaits()
  // The second waits for the last photo only, so it has been at all the others already.
  await sql.query(`set lock_timeout = '20ms'`)
  const insert = `insert into media_fact values ($1, 0, 'unknown', 0, 0, '')`
  for (const other of others)
    await expect(sql.query(insert, [other])).rejects.toMatchObject({ code: '55P03' })
  await first.end()
  await second
})
