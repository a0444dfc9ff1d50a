// What stays and what goes: pictures on listings stay, others go after seven days, and their
// objects with them.
import { newId } from '@pk-auto/kernel/id'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { expect, test } from 'vitest'
import { photo } from './pictures.ts'
import { DAY_MS, MINUTE_MS, retentionFixture } from './retention-fixture.ts'

const { MEDIA_STATE_READY: READY, MEDIA_STATE_REMOVED: REMOVED } = MediaState

test('after seven days pictures on no listing are gone with all objects; others stay', async () => {
  await using scene = await retentionFixture()
  const { fixture, ali, media, upload, show, stateOf, objectsOf, after } = scene
  const bytes = await photo(400, 300)
  const [retained, lonely] = [await upload(bytes), await upload(bytes)]
  const { mediaId: neverSent } = await media.sign(ali, media.announce(bytes))
  await media.settled()
  await show(newId(), 1, retained)
  await after(7 * DAY_MS - MINUTE_MS)
  expect([await stateOf(retained), await stateOf(lonely), await stateOf(neverSent)]).toEqual([
    READY,
    READY,
    MediaState.MEDIA_STATE_SIGNED,
  ])
  await after(2 * MINUTE_MS)
  expect([await stateOf(retained), await stateOf(lonely), await stateOf(neverSent)]).toEqual([
    READY,
    REMOVED,
    REMOVED,
  ])
  expect(await objectsOf(retained)).toHaveLength(9)
  expect(await objectsOf(lonely)).toEqual([])
  expect((await media.fetchFile(lonely, 'full.jpg')).status).toBe(404)
  const { rows } = await fixture.rows.query(
    'select value from outbox where key = $1 order by seq desc limit 1',
    [lonely],
  )
  expect(MediaEvent.decode(rows[0].value)).toMatchObject({
    mediaId: lonely,
    version: 4,
    state: REMOVED,
    placeholder: '',
    dhash: 0n,
  })
})

test('a picture its listing let go has seven more days, unless another shows it', async () => {
  await using scene = await retentionFixture()
  const { upload, show, erase, stateOf, after, media } = scene
  const bytes = await photo(400, 300)
  const [dropped, shared, erased] = [await upload(bytes), await upload(bytes), await upload(bytes)]
  await media.settled()
  const [car, other, gone] = [newId(), newId(), newId()]
  await show(car, 1, dropped, shared)
  await show(other, 1, shared)
  await show(gone, 3, erased)
  await after(30 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(shared), await stateOf(erased)]).toEqual([
    READY,
    READY,
    READY,
  ])
  await show(car, 2)
  // Late and repeated: the newer version stands.
  await show(car, 1, dropped, shared)
  await erase(gone)
  await after(6 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(shared), await stateOf(erased)]).toEqual([
    READY,
    READY,
    READY,
  ])
  await after(2 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(shared), await stateOf(erased)]).toEqual([
    REMOVED,
    READY,
    REMOVED,
  ])
})

test('pictures of a draft stay while it holds them, and go a week after', async () => {
  await using scene = await retentionFixture()
  const { ali, upload, draft, stateOf, after, media } = scene
  const bytes = await photo(400, 300)
  const [dropped, held] = [await upload(bytes), await upload(bytes)]
  await media.settled()
  const ad = newId()
  await draft(ad, 1, ali.personId, dropped, held)
  await after(30 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(held)]).toEqual([READY, READY])
  await draft(ad, 2, ali.personId, held)
  // Late: the newer version stands.
  await draft(ad, 1, ali.personId, dropped, held)
  await after(8 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(held)]).toEqual([REMOVED, READY])
  await draft(ad, 3, ali.personId)
  await after(6 * DAY_MS)
  expect(await stateOf(held)).toBe(READY)
  await after(2 * DAY_MS)
  expect(await stateOf(held)).toBe(REMOVED)
})

test('a published ad continues its draft, in whatever order the two topics are read', async () => {
  await using scene = await retentionFixture()
  const { ali, upload, draft, show, stateOf, after, media } = scene
  const bytes = await photo(400, 300)
  const [inOrder, lateDraft] = [await upload(bytes), await upload(bytes)]
  await media.settled()
  const [one, other] = [newId(), newId()]
  await draft(one, 1, ali.personId, inOrder)
  await show(one, 2, inOrder)
  await show(other, 3)
  await draft(other, 2, ali.personId, lateDraft)
  await after(8 * DAY_MS)
  expect([await stateOf(inOrder), await stateOf(lateDraft)]).toEqual([READY, REMOVED])
  await show(one, 3)
  await after(8 * DAY_MS)
  expect(await stateOf(inOrder)).toBe(REMOVED)
})

test('naming a stranger’s picture in a draft does not save it from the sweep', async () => {
  await using scene = await retentionFixture()
  const { fixture, upload, draft, stateOf, after, media } = scene
  const alis = await upload(await photo(400, 300))
  await media.settled()
  await draft(newId(), 1, fixture.person().personId, alis, newId())
  await after(8 * DAY_MS)
  expect(await stateOf(alis)).toBe(REMOVED)
})

test('a listing and its draft whose first events meet leave no picture behind', async () => {
  await using scene = await retentionFixture()
  const { ali, fixture, upload, draft, show, media } = scene
  const bytes = await photo(400, 300)
  // One after the other: a slow machine refuses two dozen uploads at once, as it should.
  const pairs = await Array.fromAsync({ length: 12 }, async () => ({
    ad: newId(),
    dropped: await upload(bytes),
    retained: await upload(bytes),
  }))
  await media.settled()
  await Promise.all(
    pairs.flatMap(({ ad, dropped, retained }) => [
      draft(ad, 1, ali.personId, dropped, retained),
      show(ad, 2, retained),
    ]),
  )
  const { rows } = await fixture.rows.query('select id, sweep_due_at is null as stays from media')
  const stays = new Map(
    rows.map(({ id, stays: forEver }: { id: string; stays: boolean }) => [id, forEver]),
  )
  expect(pairs.map(({ dropped, retained }) => [stays.get(dropped), stays.get(retained)])).toEqual(
    pairs.map(() => [false, true]),
  )
})

test('of two versions in one batch the newer counts, wherever on the topic it stands', async () => {
  await using scene = await retentionFixture()
  const { upload, showTogether, stateOf, after, media } = scene
  const id = await upload(await photo(400, 300))
  await media.settled()
  const car = newId()
  // The older one was sent again behind the newer.
  await showTogether({ id: car, version: 6, photos: [id] }, { id: car, version: 5, photos: [] })
  await after(8 * DAY_MS)
  expect(await stateOf(id)).toBe(READY)
})
