// What is read of catalogue's events, whatever a later build writes into them.
import { newId } from '@pk-auto/kernel/id'
import { DraftEvent, ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { expect, test } from 'vitest'
import { draftPhotos, erased, listingPhotos } from './listing-photos.ts'

const [id, photo] = [newId(), newId()]
const closedAt = new Date('2026-03-04T05:06:07.890Z')
const event = (listing: object) =>
  ListingEvent.fromPartial({ listing: { id, version: 3, closedAt, ...listing } })

test.each([
  ['LISTING_STATE_SOLD', closedAt],
  ['LISTING_STATE_CLOSED', closedAt],
  ['LISTING_STATE_EXPIRED', closedAt],
  ['LISTING_STATE_LIVE', undefined],
  // Newer than this build: nothing of it is removed.
  ['UNRECOGNIZED', undefined],
] as const)('a listing in %s has ended at %s', (state, endedAt) => {
  const photos = listingPhotos(event({ state: ListingState[state] }))
  expect(photos.endedAt).toEqual(endedAt)
})

test('photos that are no media ids are left out', () => {
  const facts = { photos: [photo, 'a picture', ''] }
  expect(listingPhotos(event({ facts })).photos).toEqual([photo])
  const draft = DraftEvent.fromPartial({ listingId: id, photos: ['a picture', photo] })
  expect(draftPhotos(draft).photos).toEqual([photo])
})

test('an event that names no listing is poison, and an erased key that is no id is nothing', () => {
  expect(() => listingPhotos(ListingEvent.fromPartial({}))).toThrow('without a listing')
  expect(() => listingPhotos(event({ id: 'car' }))).toThrow('without its id')
  expect(() => draftPhotos(DraftEvent.fromPartial({ listingId: 'car' }))).toThrow('without its id')
  expect([erased('car'), erased(id)]).toEqual([
    [],
    [{ listingId: id, version: 0, photos: [], gone: true }],
  ])
})
