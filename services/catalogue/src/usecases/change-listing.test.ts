// What every change of a listing does with its vehicle.
import { systemClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { Person } from '@pk-auto/kernel/actor'
import { expect, test } from 'vitest'
import { corolla } from '../../test/corolla.ts'
import type { ListingId, PersonId, VehicleId } from '../domain/ids.ts'
import { draft, edit, type Listing } from '../domain/listing.ts'
import { changeListing } from './change-listing.ts'

const times = {
  lifetimeMs: 1,
  draftLifetimeMs: 1,
  refreshEveryMs: 1,
  dropMinAgeMs: 0,
  saleUndoMs: 0,
}

test('an ad whose chassis number was taken out names no vehicle any more', async () => {
  const actor: Person = {
    kind: 'person',
    personId: newId(),
    sessionId: newId(),
    roles: [],
    assurance: 'otp',
    market: 'pk',
    termsDue: false,
  }
  const before: Listing = {
    ...draft(newId() as ListingId, actor.personId as PersonId, 'pk', corolla(), new Date(), times),
    vehicleId: newId() as VehicleId,
  }
  const stores = {
    listings: {
      insert: async () => undefined,
      forUpdate: async () => before,
      save: async () => undefined,
    },
    prices: { add: async () => undefined },
    vehicles: { forListing: async () => undefined },
    outbox: { append: async () => undefined },
    savedChanges: { add: async () => undefined },
    draftOutbox: { append: async () => undefined },
  }
  const inTransaction = <T>(_scope: unknown, work: (all: typeof stores) => Promise<T>) =>
    work(stores)
  const change = changeListing({ clock: systemClock, inTransaction })
  const after = await change(actor, { id: before.id, expectedVersion: 1 }, (listing, now) =>
    edit(listing, corolla(), now, times),
  )
  expect(after).not.toHaveProperty('vehicleId')
})
