// catalogue.listing.v1: what became of the ads that people talk about.
import { subscribe } from '@pk-auto/kafka/subscription'
import { LISTINGS } from '@pk-auto/proto/topics'
import type { ChatVerbs } from '../usecases/index.ts'
import { adsOf, erasedAd } from '../wire/ad.ts'

export const consumeListings = (use: Pick<ChatVerbs, 'noteAds'>) =>
  subscribe(LISTINGS, {
    read: adsOf,
    handle: (events) => use.noteAds(events.flatMap(({ key, value }) => value ?? erasedAd(key))),
  })
