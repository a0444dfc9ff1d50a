// A person saves an ad to come back to it.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { mustHaveRoomToSave, save } from '../../domain/favourites/favourite.ts'
import type { ListingId, PersonId } from '../../domain/ids.ts'
import type { Brand } from '../reading/listing-details.ts'
import type { AnyListings, Favourites, SavedChanged } from './stores.ts'

export type SaveFavouriteDeps = {
  clock: Clock
  maxFavourites: number
  savedChanged: SavedChanged
  inTransaction: InTransaction<{ favourites: Favourites; anyListings: AnyListings }>
}

/**
 * Idempotent: what is saved stays as it was saved, whatever became of the ad. The row refers to the
 * listing, so that a change of it waits until the save is committed, or the save for the change.
 * @throws LISTING_NOT_FOUND · FAVOURITES_TOO_MANY (conflict)
 */
export function saveFavourite(deps: SaveFavouriteDeps) {
  const { clock, maxFavourites, savedChanged, inTransaction } = deps
  return async function saveFavourite(actor: Actor, id: ListingId, brand: Brand): Promise<void> {
    const person = mustBePerson(actor).personId as PersonId
    const [saved] = await inTransaction({ actor }, ({ favourites }) =>
      favourites.savedAmong(person, [id]),
    )
    if (saved !== undefined) return
    const listing = await inTransaction(
      { system: 'catalogue.save-favourite' },
      async ({ anyListings }) => (await anyListings.byIds([id], brand)).get(id),
    )
    const favourite = save(listing, id, clock.now())
    const isNew = await inTransaction({ actor }, async ({ favourites }) => {
      const count = await favourites.lockAndCount(person)
      const [already] = await favourites.savedAmong(person, [id])
      if (already !== undefined) return false
      mustHaveRoomToSave(count, maxFavourites)
      await favourites.add(person, favourite)
      return true
    })
    if (isNew) savedChanged(person)
  }
}
