// Notes over the wire, on the real servers: begun once, finished by version,
// read by their owner, ended by the clock, erased with a person, published each time.
import { newId } from '@pk-auto/kernel/id'
import { NoteChange } from '@pk-auto/proto/pkauto/sample/v1/events'
import { NoteState } from '@pk-auto/proto/pkauto/sample/v1/sample'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSampleFixture, type SampleFixture } from './sample-fixture.ts'

let fixture: SampleFixture
let { as, keyed, person, client, admin, clock, eventsOf } = {} as SampleFixture
beforeAll(async () => {
  fixture = await startSampleFixture()
  ;({ as, keyed, person, client, admin, clock, eventsOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const begin = async (owner = person(), title = 'Ring the bank') =>
  client.createNote({ title }, await keyed(owner))
const changesOf = async (id: string) =>
  (await eventsOf(id)).map(({ change, version, state }) => ({ change, version, state }))

test('a repeat gets the same note as it is by then, and publishes nothing', async () => {
  const owner = person()
  const call = await keyed(owner)
  const first = await client.createNote({ title: 'Ring the bank' }, call)
  const { version } = await client.finishNote({ id: first.id, expectedVersion: 1 }, await as(owner))
  const again = await client.createNote({ title: 'Ring the bank' }, call)
  expect(again).toMatchObject({ id: first.id, version, state: NoteState.NOTE_STATE_DONE })
  expect(await changesOf(first.id)).toEqual([
    { change: NoteChange.NOTE_CHANGE_CREATED, version: 1, state: NoteState.NOTE_STATE_OPEN },
    { change: NoteChange.NOTE_CHANGE_FINISHED, version: 2, state: NoteState.NOTE_STATE_DONE },
  ])
  await expect(client.createNote({ title: 'Another' }, call)).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('a title that cannot be is refused with its field, and leaves nothing', async () => {
  const owner = person()
  await expect(begin(owner, 'two\nlines')).rejects.toMatchObject({
    code: 'INVALID_NOTE',
    fields: [{ path: 'title', code: 'TEXT_LINES' }],
  })
  const left = 'select 1 from note where owner_id = $1'
  expect(await fixture.rows(left, [owner.personId])).toEqual([])
})

test('finishing needs the version one has seen, and a repeat of it changes nothing', async () => {
  const owner = person()
  const { id } = await begin(owner)
  const finish = async (expectedVersion: number) =>
    client.finishNote({ id, expectedVersion }, await as(owner))
  await expect(finish(7)).rejects.toMatchObject({ code: 'VERSION_MISMATCH' })
  const done = await finish(1)
  expect(await finish(1)).toEqual(done)
  await expect(finish(2)).rejects.toMatchObject({ code: 'NOTE_NOT_OPEN' })
  expect(await eventsOf(id)).toHaveLength(2)
})

test('a stranger’s note is neither read nor finished, like one that never was', async () => {
  const [owner, stranger] = [person(), person()]
  const { id } = await begin(owner)
  const read = async (who = owner) =>
    (await client.getOwnNotes({ ids: [id, newId(), 'no id'] }, await as(who))).notes
  expect(await read()).toMatchObject([{ id, title: 'Ring the bank' }])
  expect(await read(stranger)).toEqual([])
  for (const unseen of [id, newId(), 'no id'])
    await expect(
      client.finishNote({ id: unseen, expectedVersion: 1 }, await as(stranger)),
    ).rejects.toMatchObject({ code: 'NOTE_NOT_FOUND' })
  expect(await eventsOf(id)).toHaveLength(1)
})

test('the topic holds the whole state but no title', async () => {
  const owner = person()
  const { id, createdAt } = await begin(owner)
  expect(await eventsOf(id)).toEqual([
    {
      change: NoteChange.NOTE_CHANGE_CREATED,
      ...{ noteId: id, version: 1, ownerId: owner.personId, state: NoteState.NOTE_STATE_OPEN },
      ...{ createdAt, endedAt: undefined },
    },
  ])
})

test('an open note expires when its time has come; a finished one stays', async () => {
  const owner = person()
  const [open, done] = [await begin(owner), await begin(owner)]
  await client.finishNote({ id: done.id, expectedVersion: 1 }, await as(owner))
  clock.advance(fixture.config.openMs)
  const read = async () =>
    (await client.getOwnNotes({ ids: [open.id, done.id] }, await as(owner))).notes
  await until('the sweep has met it', async () =>
    (await read()).some(({ state }) => state === NoteState.NOTE_STATE_EXPIRED),
  )
  expect((await read()).map(({ id, state, version }) => ({ id, state, version }))).toEqual([
    { id: open.id, state: NoteState.NOTE_STATE_EXPIRED, version: 2 },
    { id: done.id, state: NoteState.NOTE_STATE_DONE, version: 2 },
  ])
  expect((await changesOf(open.id)).at(-1)?.change).toBe(NoteChange.NOTE_CHANGE_EXPIRED)
})

test('with a person their notes are erased, and the topic names nobody', async () => {
  const [erased, other] = [person(), person()]
  const [gone, stays] = [await begin(erased), await begin(other)]
  await fixture.erasePeople(erased.personId)
  const left = await fixture.rows('select id from note where id in ($1, $2)', [gone.id, stays.id])
  expect(left).toEqual([{ id: stays.id }])
  expect((await eventsOf(gone.id)).at(-1)).toEqual({
    change: NoteChange.NOTE_CHANGE_ERASED,
    ...{ noteId: gone.id, version: 2, ownerId: '', state: NoteState.NOTE_STATE_ERASED },
    ...{ createdAt: undefined, endedAt: undefined },
  })
  expect(await eventsOf(stays.id)).toHaveLength(1)
})

test('republishing says the current state again, at its version', async () => {
  const { id } = await begin()
  expect(await admin.republishNotes({ ids: [id], after: '' })).toEqual({ republished: 1, next: '' })
  expect(await changesOf(id)).toEqual([
    { change: NoteChange.NOTE_CHANGE_CREATED, version: 1, state: NoteState.NOTE_STATE_OPEN },
    { change: NoteChange.NOTE_CHANGE_REPUBLISHED, version: 1, state: NoteState.NOTE_STATE_OPEN },
  ])
})
