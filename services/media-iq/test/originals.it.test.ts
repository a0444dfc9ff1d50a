// What is retained of an original, and until when: ninety days after the last listing has ended.
import { newId } from '@pk-auto/kernel/id'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { photo } from './pictures.ts'
import { DAY_MS, MINUTE_MS, retentionFixture } from './retention-fixture.ts'

const { MEDIA_STATE_READY: READY, MEDIA_STATE_REFUSED: REFUSED } = MediaState
const {
  LISTING_STATE_SOLD: SOLD,
  LISTING_STATE_CLOSED: CLOSED,
  LISTING_STATE_EXPIRED: EXPIRED,
} = ListingState

test('what came goes within the hour; the picture stays, at most 2560 px of it', async () => {
  await using scene = await retentionFixture()
  const { fixture, media, upload, show, objectsOf, after } = scene
  const ordinary = await photo(400, 300)
  const small = await upload(ordinary)
  const large = await upload(
    await sharp(await photo(2_800, 1_400))
      .withExif({ IFD0: { Make: 'SecretMaker' } })
      .jpeg()
      .toBuffer(),
  )
  await media.settled()
  await show(newId(), 1, small, large)
  expect(await objectsOf(small)).toContain(`originals/${small}`)
  await after(32 * MINUTE_MS)
  for (const id of [small, large])
    expect((await objectsOf(id)).filter((key) => !key.startsWith('served/'))).toEqual([
      `kept/${id}`,
    ])
  const bytes = await fixture.objects.getBytes(`kept/${large}`, { maxBytes: 15_000_000 })
  const { width, height, exif } = await sharp(bytes).metadata()
  expect([width, height, exif]).toEqual([2_560, 1_280, undefined])
  expect(Buffer.from(bytes).includes('SecretMaker')).toBe(false)
  expect(
    Buffer.from(await fixture.objects.getBytes(`kept/${small}`, { maxBytes: 15_000_000 })),
  ).toEqual(ordinary)
})

test('ninety days after its listing ended an original is gone, served files stay', async () => {
  await using scene = await retentionFixture()
  const { fixture, media, upload, show, end, stateOf, objectsOf, after } = scene
  const ids = await Promise.all(
    Array.from({ length: 4 }, async () => upload(await photo(400, 300))),
  )
  const ads = ids.map(() => newId())
  await media.settled()
  for (const [n, id] of ids.entries()) await show(ads[n]!, 1, id)
  const [sold, closed, expired, open] = ids as [string, string, string, string]
  await end(ads[0]!, 2, SOLD, sold)
  await end(ads[1]!, 2, CLOSED, closed)
  await end(ads[2]!, 2, EXPIRED, expired)
  const { rows: before } = await fixture.rows.query('select count(*)::int as n from outbox')
  const retained = async () =>
    Promise.all(ids.map(async (id) => (await objectsOf(id)).includes(`kept/${id}`)))
  await after(90 * DAY_MS - MINUTE_MS)
  expect(await retained()).toEqual([true, true, true, true])
  await after(2 * MINUTE_MS)
  expect(await retained()).toEqual([false, false, false, true])
  for (const id of ids)
    expect([
      await stateOf(id),
      (await objectsOf(id)).filter((key) => key.startsWith('served/')).length,
    ]).toEqual([READY, 8])
  expect((await media.fetchFile(sold, 'full.webp')).status).toBe(200)
  // It was no change of the public state.
  expect((await fixture.rows.query('select count(*)::int as n from outbox')).rows).toEqual(before)
  expect(open).toBe(ids[3])
})

test('an original stays for each listing and draft with it, and 90 days longer', async () => {
  await using scene = await retentionFixture()
  const { ali, media, upload, show, end, draft, objectsOf, after } = scene
  const [back, shared, drafted] = (await Promise.all(
    Array.from({ length: 3 }, async () => upload(await photo(400, 300))),
  )) as [string, string, string]
  await media.settled()
  const [one, two, other, again] = [newId(), newId(), newId(), newId()]
  await show(one, 1, back, drafted)
  await show(two, 1, shared)
  await show(other, 1, shared)
  await end(one, 2, EXPIRED, back, drafted)
  await end(two, 2, CLOSED, shared)
  await after(30 * DAY_MS)
  await show(one, 3, back)
  await draft(again, 1, ali.personId, drafted)
  const retained = async () =>
    Promise.all(
      [back, shared, drafted].map(async (id) => (await objectsOf(id)).includes(`kept/${id}`)),
    )
  await after(70 * DAY_MS)
  expect(await retained()).toEqual([true, true, true])
  await end(one, 4, SOLD, back)
  await end(other, 2, SOLD, shared)
  await after(89 * DAY_MS)
  expect(await retained()).toEqual([true, true, true])
  await after(2 * DAY_MS)
  expect(await retained()).toEqual([false, false, true])
})

test('of two ads with a picture the later end counts, whichever event comes first', async () => {
  await using scene = await retentionFixture()
  const { media, upload, show, showTogether, end, objectsOf, after } = scene
  const id = await upload(await photo(400, 300))
  await media.settled()
  const [earlier, later] = [newId(), newId()]
  await show(earlier, 1, id)
  await show(later, 1, id)
  // The moved clock begins at the real time.
  const closedAt = new Date()
  await after(50 * DAY_MS)
  await end(later, 2, SOLD, id)
  await showTogether({ id: earlier, version: 2, state: CLOSED, closedAt, photos: [id] })
  await after(89 * DAY_MS)
  expect(await objectsOf(id)).toContain(`kept/${id}`)
  await after(2 * DAY_MS)
  expect(await objectsOf(id)).not.toContain(`kept/${id}`)
})

test('a picture an open listing let go is still bound to the one that ended before', async () => {
  await using scene = await retentionFixture()
  const { media, upload, show, end, stateOf, objectsOf, after } = scene
  const id = await upload(await photo(400, 300))
  await media.settled()
  const [ended, open] = [newId(), newId()]
  await show(open, 1, id)
  await show(ended, 1, id)
  await end(ended, 2, SOLD, id)
  await after(100 * DAY_MS)
  expect(await objectsOf(id)).toContain(`kept/${id}`)
  await show(open, 2)
  await after(8 * DAY_MS)
  expect(await stateOf(id)).toBe(READY)
  expect(await objectsOf(id)).not.toContain(`kept/${id}`)
})

test('the original of a refused file goes as soon as nobody can send it again', async () => {
  await using scene = await retentionFixture()
  const { upload, stateOf, objectsOf, after } = scene
  const id = await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  expect(await stateOf(id)).toBe(REFUSED)
  expect(await objectsOf(id)).toEqual([`originals/${id}`])
  await after(32 * MINUTE_MS)
  expect(await stateOf(id)).toBe(REFUSED)
  expect(await objectsOf(id)).toEqual([])
})
