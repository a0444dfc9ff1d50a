// Photos of an ad that buyers see are ready and the seller's own, from its publishing on and
// through every edit.
import { newId } from '@pk-auto/kernel/id'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

let fixture: CatalogueFixture
let { client, credentials, as, create, publishNew, eventsOf, photoOf } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(inject('servers'))
  ;({ client, credentials, as, create, publishNew, eventsOf, photoOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const READY = MediaState.MEDIA_STATE_READY
const PENDING = MediaState.MEDIA_STATE_PROCESSING
const REFUSED = MediaState.MEDIA_STATE_REFUSED

test('an ad with a photo not ready or not the seller’s stays a draft and says which', async () => {
  const [ayesha, bilal] = [credentials.person(), credentials.person()]
  const photos = [photoOf(ayesha, READY), photoOf(ayesha, PENDING), photoOf(bilal, READY), newId()]
  const draft = await create(ayesha, corolla({ photos: photos as never }))
  await expect(client.publishListing(draft, await as(ayesha))).rejects.toMatchObject({
    code: 'INVALID_PHOTOS',
    fields: [
      { path: 'photos.1', code: 'PHOTO_NOT_READY' },
      { path: 'photos.2', code: 'PHOTO_UNKNOWN' },
      { path: 'photos.3', code: 'PHOTO_UNKNOWN' },
    ],
  })
  expect(await eventsOf(draft.id)).toEqual([])
})

test.each([
  ['pending', 'PHOTO_NOT_READY'],
  ['refused', 'PHOTO_REFUSED'],
  ['foreign', 'PHOTO_UNKNOWN'],
  ['unknown', 'PHOTO_UNKNOWN'],
  ['meant for a chat', 'PHOTO_UNKNOWN'],
])('a photo that is %s cannot come into a live ad', async (what, code) => {
  const [ayesha, bilal] = [credentials.person(), credentials.person()]
  const good = photoOf(ayesha, READY)
  const live = await publishNew(ayesha, corolla({ photos: [good] as never }))
  const bad = {
    pending: () => photoOf(ayesha, PENDING),
    refused: () => photoOf(ayesha, REFUSED),
    foreign: () => photoOf(bilal, READY),
    unknown: newId,
    'meant for a chat': () => photoOf(ayesha, READY, newId(), 'chat'),
  }[what]!()
  const edit = (photos: string[]) => ({
    ...live,
    draft: draftOf(corolla({ photos: photos as never })),
    fields: ['photos'],
  })
  await expect(client.updateListing(edit([good, bad]), await as(ayesha))).rejects.toMatchObject({
    kind: 'invalid',
    code: 'INVALID_PHOTOS',
    fields: [{ path: 'photos.1', code }],
  })
  expect(await eventsOf(live.id)).toHaveLength(1)
  const more = photoOf(ayesha, READY)
  const { listing } = await client.updateListing(edit([more, good]), await as(ayesha))
  expect(listing?.facts?.photos).toEqual([more, good])
})

test('an ad whose photo was refused since cannot come back', async () => {
  const ayesha = credentials.person()
  const photo = photoOf(ayesha, READY)
  const live = await publishNew(ayesha, corolla({ photos: [photo] as never }))
  const ending = { ...live, reason: 'other', soldFor: undefined }
  const { listing } = await client.closeListing(ending, await as(ayesha))
  photoOf(ayesha, REFUSED, photo)
  await expect(
    client.reactivateListing({ id: live.id, expectedVersion: listing!.version }, await as(ayesha)),
  ).rejects.toMatchObject({ fields: [{ path: 'photos.0', code: 'PHOTO_REFUSED' }] })
})
