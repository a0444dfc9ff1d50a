// A market by numbers: ads as catalogue publishes them, of cars and cities as unevenly popular as
// real ones, the same at every run.
import { newId } from '@pk-auto/kernel/id'
import { ListingChange, type ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { Audience, ListingState, Visibility } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { Words } from './words.ts'

/** Each half as popular as the one before its double: Zipf's law. */
export const MODELS = 120
export const CITIES = 40
export const modelOf = (rank: number) => ({ make: `make-${rank % 20}`, model: `model-${rank}` })
export const cityOf = (rank: number) => `city-${rank}`
const NUMBERED: Words = { model: modelOf, city: cityOf }

/** A rank from 0; the first is the most popular. */
export function ranked(count: number, random: () => number): number {
  const whole = Math.log(count + 1)
  return Math.min(count - 1, Math.floor(Math.exp(random() * whole)) - 1)
}

const whole = (from: number, to: number, random: () => number): number =>
  from + Math.floor(random() * (to - from + 1))

/** A new live ad at version 1. */
export function adOf(random: () => number, at = new Date(), words: Words = NUMBERED): ListingEvent {
  const facts = {
    ...words.model(ranked(MODELS, random)),
    ...{ generation: '', variant: '', area: '', title: '', features: [], photos: [] },
    year: whole(2_000, 2_026, random),
    price: { minor: BigInt(whole(5, 100, random) * 100_000) * 100n, currency: 'PKR' },
    km: whole(0, 200, random) * 1_000,
    engineCc: [660, 1_000, 1_300, 1_800][whole(0, 3, random)] ?? 1_300,
    fuel: random() < 0.8 ? 'petrol' : 'hybrid',
    ...{ transmission: 'manual', assembly: 'local', body: 'sedan', colour: 'white' },
    ...{
      city: words.city(ranked(CITIES, random)),
      registrationCity: words.city(0),
      condition: 'used',
    },
    ...{ visibility: Visibility.VISIBILITY_PUBLIC, channels: ['automart'] },
  }
  return {
    change: ListingChange.LISTING_CHANGE_PUBLISHED,
    listing: {
      ...{ id: newId(), version: 1, state: ListingState.LISTING_STATE_LIVE, facts },
      ...{ sellerId: newId(), sellerType: 'individual', market: 'pk' },
      ...{ createdAt: at, updatedAt: at, publishedAt: at },
      ...{ closedAt: undefined, droppedFrom: undefined, audience: Audience.AUDIENCE_EVERYONE },
      audienceWhileLive: Audience.AUDIENCE_EVERYONE,
    },
  }
}
