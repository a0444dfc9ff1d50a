// What stays and what goes: pictures on listings stay, others go after seven days, and their
// objects with them.
import { createPublisher } from '@pk-auto/kafka/publisher'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { DraftEvent, ListingChange, ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { until } from '@pk-auto/testing/until'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { mediaFixture } from './media-fixture.ts'
import { photo } from './pictures.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** A world whose clock the test moves, one person who uploads, and catalogue's voice. */
async function retentionFixture() {
  await using stack = new AsyncDisposableStack()
  const clock = manualClock(new Date())
  const fixture = stack.use(await mediaFixture({ clock, sweepEveryMs: 50 }))
  const kafka = stack.use(connectKafka({ ...fixture.config.kafka, service: 'catalogue' }))
  const publisher = stack.use(createPublisher(kafka))
  const media = stack.use(await fixture.start())
  const ali = fixture.person()
  const upload = async (bytes: Buffer) => {
    const id = await media.send(ali, bytes)
    await media.complete(ali, id)
    return id
  }
  const publish = async (
    key: string,
    value: Uint8Array | null,
    [topic, type] = ['catalogue.listing.v1', 'pkauto.catalogue.v1.ListingEvent'],
  ) => {
    await publisher.publish([{ id: newId(), topic, key, type, value, at: clock.now() }])
    await media.settled()
  }
  const held = stack.move()
  return {
    fixture,
    media,
    ali,
    upload,
    /** Says what a listing shows at a version, as catalogue does. */
    show: (id: string, version: number, ...photos: string[]) =>
      publish(
        id,
        ListingEvent.encode(
          ListingEvent.fromPartial({
            change: ListingChange.LISTING_CHANGE_EDITED,
            listing: { id, version, facts: { photos } },
          }),
        ).finish(),
      ),
    /** Says that a listing has ended now. */
    end: (id: string, version: number, state: ListingState, ...photos: string[]) =>
      publish(
        id,
        ListingEvent.encode(
          ListingEvent.fromPartial({
            change: ListingChange.LISTING_CHANGE_CLOSED,
            listing: { id, version, state, closedAt: clock.now(), facts: { photos } },
          }),
        ).finish(),
      ),
    erase: (id: string) => publish(id, null),
    /** Says which pictures a draft of a person holds at a version. */
    draft: (id: string, version: number, sellerId: string, ...photos: string[]) =>
      publish(id, DraftEvent.encode({ listingId: id, version, sellerId, photos }).finish(), [
        'catalogue.draft.v1',
        'pkauto.catalogue.v1.DraftEvent',
      ]),
    stateOf: async (id: string) => (await media.own(ali, id))[0]?.state,
    objectsOf: async (id: string) => {
      const keys: string[] = []
      for (const prefix of [`served/${id}/`, `kept/${id}`, `originals/${id}`])
        for await (const { key } of fixture.objects.list(prefix)) keys.push(key)
      return keys
    },
    /** Moves the clock and waits until both sweeps have looked at everything that became due. */
    after: async (ms: number) => {
      clock.advance(ms)
      await until('the sweeps are done', async () => {
        const due = clock.now()
        const { rows } = await fixture.rows.query(
          `select (select count(*) from media where (sweep_due_at <= $1 and state <> 'processing') or original_due_at <= $1) +
            (select count(*) from object_deletion where due_at <= $1) as n`,
          [due],
        )
        return Number(rows[0].n) === 0
      })
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

const {
  MEDIA_STATE_READY: READY,
  MEDIA_STATE_REMOVED: REMOVED,
  MEDIA_STATE_REFUSED: REFUSED,
} = MediaState

test('after seven days pictures on no listing are gone with all their objects; those on one stay', async () => {
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
  expect(await objectsOf(retained)).toHaveLength(7)
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

test('a picture taken off its listing, or whose listing is erased, has seven more days, unless another shows it', async () => {
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

test('pictures of a draft stay for as long as the draft holds them, and go a week after it gave them up', async () => {
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

test('a published ad goes on where its draft ended, in whatever order the two topics are read', async () => {
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

test('nobody keeps a stranger’s picture by naming it in a draft, nor the picture of nobody', async () => {
  await using scene = await retentionFixture()
  const { fixture, upload, draft, stateOf, after, media } = scene
  const alis = await upload(await photo(400, 300))
  await media.settled()
  await draft(newId(), 1, fixture.person().personId, alis, newId())
  await after(8 * DAY_MS)
  expect(await stateOf(alis)).toBe(REMOVED)
})

test('a listing and its draft that are first heard of at the same moment leave no picture behind', async () => {
  await using scene = await retentionFixture()
  const { ali, fixture, upload, draft, show, media } = scene
  const bytes = await photo(400, 300)
  const pairs = await Promise.all(
    Array.from({ length: 12 }, async () => ({
      ad: newId(),
      dropped: await upload(bytes),
      retained: await upload(bytes),
    })),
  )
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

const {
  LISTING_STATE_SOLD: SOLD,
  LISTING_STATE_CLOSED: CLOSED,
  LISTING_STATE_EXPIRED: EXPIRED,
} = ListingState

test('what came is gone within the hour, what is kept of it stays, and is at most 2560 px of nothing but the picture', async () => {
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

test('ninety days after its listing was sold, closed or expired an original is gone, and the served files stay', async () => {
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
    ]).toEqual([READY, 6])
  expect((await media.fetchFile(sold, 'full.webp')).status).toBe(200)
  // It was nothing to tell the world.
  expect((await fixture.rows.query('select count(*)::int as n from outbox')).rows).toEqual(before)
  expect(open).toBe(ids[3])
})

test('an original stays for a listing that came back, for another with the picture and for a draft, until ninety days after the last', async () => {
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

test('a picture that an open listing gave up is still bound to the one that ended before', async () => {
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
