// What each statement of search's stores refuses, on a real database: older versions, other makes,
// what is not due yet.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MediaFact } from '../src/domain/media.ts'
import { MARKET_PARTS } from './market/market.ts'
import { storesFixture, type StoresFixture } from './stores-fixture.ts'

let fixture: StoresFixture
beforeAll(async () => {
  fixture = await storesFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())
beforeEach(() =>
  fixture.sql.query('truncate search_doc, index_due, media_fact, taxonomy_part, search_index'),
)

const docAt = (id: string, docVersion: number) => ({ id, docVersion, live: false, photos: [] })
const photoAt = (mediaId: string, version: number): MediaFact => ({
  mediaId,
  version,
  state: 'ready',
  width: version * 100,
  height: 1,
  placeholder: '',
})

test.for([
  ['the same version', 2],
  ['an older version', 1],
])('a document is not overwritten by %s of it', async ([, version]) => {
  const { run } = fixture
  const id = newId()
  await run(({ docs }) => docs.save([docAt(id, 2)]))
  const photos = [{ mediaId: newId(), width: 1, height: 1, placeholder: '' }]
  const again = run(({ docs }) => docs.save([{ ...docAt(id, version as number), photos }]))
  await expect(again).rejects.toMatchObject({ kind: 'unavailable', code: 'SEARCH_DOC_MOVED' })
  expect(await run(({ pages }) => pages.read([id]))).toEqual([docAt(id, 2)])
})

test('one document that moved undoes the whole batch', async () => {
  const { run } = fixture
  const [first, second] = [newId(), newId()]
  await run(({ docs }) => docs.save([docAt(second, 5)]))
  const batch = run(({ docs }) => docs.save([docAt(first, 1), docAt(second, 5)]))
  await expect(batch).rejects.toMatchObject({ code: 'SEARCH_DOC_MOVED' })
  expect(await run(({ pages }) => pages.read([first]))).toEqual([])
})

test('a photo takes only newer facts, and only those are returned', async () => {
  const { run } = fixture
  const [known, fresh] = [newId(), newId()]
  await run(({ media }) => media.upsertNewer([photoAt(known, 2)]))
  for (const version of [1, 2])
    expect(
      await run(({ media }) => media.upsertNewer([{ ...photoAt(known, version), width: 7 }])),
    ).toEqual([])
  const both = [photoAt(known, 3), photoAt(fresh, 1)]
  expect((await run(({ media }) => media.upsertNewer(both))).toSorted()).toEqual(
    [known, fresh].toSorted(),
  )
  expect((await run(({ media }) => media.read([known]))).get(known)).toEqual(photoAt(known, 3))
})

test('naming a photo that is known changes nothing of it', async () => {
  const { run } = fixture
  const id = newId()
  await run(({ media }) => media.upsertNewer([photoAt(id, 4)]))
  await run(({ media }) => media.ensureRows([id, id]))
  expect((await run(({ media }) => media.read([id]))).get(id)).toEqual(photoAt(id, 4))
})

test('a taxonomy part takes only newer ones and returns only what has changed', async () => {
  const { run } = fixture
  const lists = MARKET_PARTS.filter(([, { kind }]) => kind === 'terms')
  const [[key, part], [, other]] = [lists[0]!, lists[1]!]
  const store = (version: number, stored: typeof part) =>
    run(({ taxonomy }) => taxonomy.upsertNewer([{ key, version, part: stored }]))
  expect(await store(2, part)).toHaveLength(1)
  expect([await store(1, other), await store(2, other)]).toEqual([[], []])
  expect(await run(({ taxonomy }) => taxonomy.all())).toEqual([part])
  expect(await store(3, part)).toEqual([])
  expect(await store(4, other)).toHaveLength(1)
})

test('an older version that is noted as due does not replace a newer one', async () => {
  const { run, clock } = fixture
  const id = newId()
  await run(({ due }) => due.add([docAt(id, 3)]))
  await run(({ due }) => due.add([docAt(id, 2)]))
  await run(({ due }) => due.done([docAt(id, 2)], clock.now()))
  expect((await run(({ due }) => due.waiting())).count).toBe(1)
  await run(({ due }) => due.done([docAt(id, 3)], clock.now()))
  expect((await run(({ due }) => due.waiting())).count).toBe(0)
})

test('what was noted after the documents were read stays due', async () => {
  const { run, clock } = fixture
  const id = newId()
  const read = clock.now()
  clock.advance(1)
  await run(({ due }) => due.add([docAt(id, 1)]))
  await run(({ due }) => due.done([docAt(id, 1)], read))
  expect((await run(({ due }) => due.waiting())).count).toBe(1)
})

test('noting a document again never makes it due earlier', async () => {
  const { run, clock } = fixture
  const id = newId()
  await run(({ due }) => due.add([docAt(id, 1)]))
  await run(({ due }) => due.postpone([id], 60_000))
  const { oldestAt } = await run(({ due }) => due.waiting())
  await run(({ due }) => due.add([docAt(id, 2)]))
  expect(await run(({ due }) => due.waiting())).toEqual({ count: 1, oldestAt })
  expect(await run(({ due }) => due.oldest(10, clock.now()))).toEqual([])
})

test('what is due comes longest due first, no more than asked, nothing younger', async () => {
  const { run, clock } = fixture
  const [first, second, third] = [newId(), newId(), newId()]
  const at = clock.now().getTime()
  for (const [seconds, id] of [third, second, first].entries()) {
    clock.set(new Date(at - seconds * 1_000))
    await run(({ due }) => due.add([docAt(id, 1)]))
  }
  const oldest = (limit: number, before: number) =>
    run(({ due }) => due.oldest(limit, new Date(before)))
  expect(await oldest(10, at - 1_000)).toEqual([first, second])
  expect(await oldest(1, at)).toEqual([first])
  expect(await oldest(10, at)).toEqual([first, second, third])
})

test('a changed make notes its live documents and no others', async () => {
  const { run, sql } = fixture
  const [mine, removed, other] = [newId(), newId(), newId()]
  for (const [id, make, live] of [
    [mine, 'kia', true],
    [removed, 'kia', false],
    [other, 'honda', true],
  ])
    await sql.query(
      `insert into search_doc (id, doc_version, live, listing, photos, photo_ids)
       values ($1, 1, $2, jsonb_build_object('make', $3::text), '[]', '{}')`,
      [id, live, make],
    )
  expect(await run(({ due }) => due.addMake('kia'))).toBe(1)
  const { rows } = await sql.query<{ listing_id: string }>('select listing_id from index_due')
  expect(rows.map((row) => row.listing_id)).toEqual([mine])
})

test('documents come with the indices to write to: building and serving, not retired', async () => {
  const { run, clock } = fixture
  const id = newId()
  await run(({ docs }) => docs.save([docAt(id, 1)]))
  const targets = async () => (await run(({ source }) => source.read([id]))).targets
  await run(({ registry }) => registry.reserve('one'))
  expect(await targets()).toEqual([])
  await run(({ registry }) => registry.announce('one'))
  await run(({ registry }) => registry.serve('one'))
  await run(({ registry }) => registry.reserve('two'))
  await run(({ registry }) => registry.announce('two'))
  expect(await targets()).toEqual(['one', 'two'])
  await run(({ registry }) => registry.serve('two'))
  expect(await targets()).toEqual(['two'])
  expect(await run(({ registry }) => registry.state())).toEqual({
    serving: 'two',
    unfinished: false,
  })
  const now = clock.now()
  clock.advance(1)
  expect(await run(({ registry }) => registry.retiredBefore(new Date(now.getTime() - 1)))).toEqual(
    [],
  )
  expect(await run(({ registry }) => registry.retiredBefore(now))).toEqual(['one'])
  await run(({ registry }) => registry.forget('two'))
  expect(await targets()).toEqual(['two'])
})
