// What stays and what goes: pictures on listings stay, others go after seven days, and their objects with them.
import { createPublisher } from '@pk-auto/kafka/publisher'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { ListingChange, ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { mediaWorld } from './media-world.ts'
import { photo } from './pictures.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** A world whose clock the test moves, one person who uploads, and catalogue's voice. */
async function keepingScene() {
  await using stack = new AsyncDisposableStack()
  const clock = manualClock(new Date())
  const world = stack.use(await mediaWorld({ clock, sweepEveryMs: 50 }))
  const kafka = stack.use(connectKafka({ ...world.config.kafka, service: 'catalogue' }))
  const publisher = stack.use(createPublisher(kafka))
  const media = stack.use(await world.start())
  const ali = world.person()
  const upload = async (bytes: Buffer) => {
    const id = await media.send(ali, bytes)
    await media.complete(ali, id)
    return id
  }
  const tell = async (key: string, value: Uint8Array | null) => {
    await publisher.publish([{ id: newId(), topic: 'catalogue.listing.v1', key, type: 'pkauto.catalogue.v1.ListingEvent', value, at: clock.now() }])
    await media.settled()
  }
  const held = stack.move()
  return {
    world,
    media,
    ali,
    upload,
    /** Says what a listing shows at a version, as catalogue does. */
    show: (id: string, version: number, ...photos: string[]) =>
      tell(
        id,
        ListingEvent.encode(ListingEvent.fromPartial({ change: ListingChange.LISTING_CHANGE_EDITED, listing: { id, version, facts: { photos } } })).finish(),
      ),
    erase: (id: string) => tell(id, null),
    stateOf: async (id: string) => (await media.own(ali, id))[0]?.state,
    objectsOf: async (id: string) => {
      const keys: string[] = []
      for (const prefix of [`served/${id}/`, `originals/${id}`]) for await (const { key } of world.objects.list(prefix)) keys.push(key)
      return keys
    },
    /** Moves the clock and waits until both sweeps have looked at everything that became due. */
    after: async (ms: number) => {
      clock.advance(ms)
      await until('the sweeps are done', async () => {
        const due = clock.now()
        const { rows } = await world.rows.query(
          `select (select count(*) from media where sweep_due_at <= $1 and state <> 'processing') + (select count(*) from doomed_object where due_at <= $1) as n`,
          [due],
        )
        return Number(rows[0].n) === 0
      })
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

const { MEDIA_STATE_READY: READY, MEDIA_STATE_REMOVED: REMOVED, MEDIA_STATE_REFUSED: REFUSED } = MediaState

test('after seven days pictures on no listing are gone with all their objects; those on one stay', async () => {
  await using scene = await keepingScene()
  const { world, ali, media, upload, show, stateOf, objectsOf, after } = scene
  const bytes = await photo(400, 300)
  const [kept, lonely] = [await upload(bytes), await upload(bytes)]
  const { mediaId: neverSent } = await media.sign(ali, media.announce(bytes))
  await media.settled()
  await show(newId(), 1, kept)
  await after(7 * DAY_MS - MINUTE_MS)
  expect([await stateOf(kept), await stateOf(lonely), await stateOf(neverSent)]).toEqual([READY, READY, MediaState.MEDIA_STATE_SIGNED])
  await after(2 * MINUTE_MS)
  expect([await stateOf(kept), await stateOf(lonely), await stateOf(neverSent)]).toEqual([READY, REMOVED, REMOVED])
  expect(await objectsOf(kept)).toHaveLength(7)
  expect(await objectsOf(lonely)).toEqual([])
  expect((await media.fetchFile(lonely, 'full.jpg')).status).toBe(404)
  const { rows } = await world.rows.query('select value from outbox where key = $1 order by seq desc limit 1', [lonely])
  expect(MediaEvent.decode(rows[0].value)).toMatchObject({ mediaId: lonely, version: 4, state: REMOVED, placeholder: '', dhash: 0n })
})

test('a picture taken off its listing, or whose listing is erased, has seven more days, unless another shows it', async () => {
  await using scene = await keepingScene()
  const { upload, show, erase, stateOf, after, media } = scene
  const bytes = await photo(400, 300)
  const [dropped, shared, erased] = [await upload(bytes), await upload(bytes), await upload(bytes)]
  await media.settled()
  const [car, other, gone] = [newId(), newId(), newId()]
  await show(car, 1, dropped, shared)
  await show(other, 1, shared)
  await show(gone, 3, erased)
  await after(30 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(shared), await stateOf(erased)]).toEqual([READY, READY, READY])
  await show(car, 2)
  // Late and repeated: the newer version stands.
  await show(car, 1, dropped, shared)
  await erase(gone)
  await after(6 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(shared), await stateOf(erased)]).toEqual([READY, READY, READY])
  await after(2 * DAY_MS)
  expect([await stateOf(dropped), await stateOf(shared), await stateOf(erased)]).toEqual([REMOVED, READY, REMOVED])
})

test('the original of a refused file goes as soon as nobody can send it again', async () => {
  await using scene = await keepingScene()
  const { upload, stateOf, objectsOf, after } = scene
  const id = await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  expect(await stateOf(id)).toBe(REFUSED)
  expect(await objectsOf(id)).toEqual([`originals/${id}`])
  await after(32 * MINUTE_MS)
  expect(await stateOf(id)).toBe(REFUSED)
  expect(await objectsOf(id)).toEqual([])
})
