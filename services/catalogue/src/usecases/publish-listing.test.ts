// What a seller may not slip through between the check of the photos and the commit.
import { systemClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { Person } from '@pk-auto/kernel/actor'
import { expect, test } from 'vitest'
import { bounds, corolla } from '../../test/corolla.ts'
import type { ListingId, MediaId, PersonId } from '../domain/ids.ts'
import { draft, publish, type Listing } from '../domain/listing.ts'
import { readTaxonomy } from '../outbound/taxonomy-files.ts'
import { publishListing } from './publish-listing.ts'
import { updateListing } from './update-listing.ts'

const times = {
  lifetimeMs: 1_000_000,
  draftLifetimeMs: 1_000_000,
  refreshEveryMs: 1_000,
  dropMinAgeMs: 0,
  saleUndoMs: 0,
}
const actor: Person = {
  kind: 'person',
  personId: newId(),
  sessionId: newId(),
  roles: [],
  assurance: 'otp',
  market: 'pk',
  termsDue: false,
}
const foreign = newId() as MediaId

/** The check reads `seen`; by the time of the commit the listing is `stored`. */
function fixture(seen: Listing, stored: Listing) {
  const saved: Listing[] = []
  const stores = {
    listings: {
      insert: async () => undefined,
      forUpdate: async () => stored,
      save: async (listing: Listing) => void saved.push(listing),
    },
    prices: { add: async () => undefined },
    vehicles: { forListing: async () => undefined },
    outbox: { append: async () => undefined },
    savedChanges: { add: async () => undefined },
    draftOutbox: { append: async () => undefined },
  }
  const deps = {
    ...{ clock: systemClock, times, bounds, taxonomy: readTaxonomy() },
    photos: { statesOf: async () => new Map<MediaId, 'ready'>() },
    ownListings: async () => [seen],
    inTransaction: <T>(_scope: unknown, work: (all: typeof stores) => Promise<T>) => work(stores),
  }
  return { deps, saved }
}

const made = draft(
  newId() as ListingId,
  actor.personId as PersonId,
  'pk',
  corolla(),
  new Date(),
  times,
)

test('photos that came in while the ones before were checked are not published', async () => {
  const edited = { ...made, version: 2, facts: corolla({ photos: [foreign] }) }
  const { deps, saved } = fixture(made, edited)
  await expect(
    publishListing(deps)(actor, { id: made.id, expectedVersion: 2 }, 'token'),
  ).rejects.toThrow('VERSION_MISMATCH')
  expect(saved).toEqual([])
})

test('an ad edited between the check and the lock is not published or edited', async () => {
  const { deps, saved } = fixture(made, { ...made, version: 2, facts: corolla({ km: 1 }) })
  const command = { id: made.id, expectedVersion: 1 }
  await expect(publishListing(deps)(actor, command, 'token')).rejects.toThrow('VERSION_MISMATCH')
  await expect(updateListing(deps)(actor, command, { km: 2 }, 'token')).rejects.toThrow(
    'VERSION_MISMATCH',
  )
  expect(saved).toEqual([])
})

test('photos nobody checked do not reach the ad that was published meanwhile', async () => {
  const { deps, saved } = fixture(made, publish(made, new Date(), times).listing)
  await expect(
    updateListing(deps)(actor, { id: made.id, expectedVersion: 2 }, { photos: [foreign] }, 'token'),
  ).rejects.toThrow('VERSION_MISMATCH')
  expect(saved).toEqual([])
})
