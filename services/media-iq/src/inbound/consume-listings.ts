// catalogue.listing.v1: which pictures listings show.
import { subscribe } from '@pk-auto/kafka/subscription'
import { LISTINGS } from '@pk-auto/proto/topics'
import type { MediaIqVerbs } from '../usecases/index.ts'
import { erased, listingPhotos } from '../wire/listing-photos.ts'

export const consumeListings = (use: Pick<MediaIqVerbs, 'attachPhotos'>) =>
  subscribe(LISTINGS, {
    read: listingPhotos,
    handle: (events) => use.attachPhotos(events.flatMap(({ key, value }) => value ?? erased(key))),
  })
