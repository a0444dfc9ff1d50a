// A person reads what they saved, page by page, as each ad is by now.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { listed } from '../../domain/favourites/favourite.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { Brand } from '../reading/listing-details.ts'
import { pageOf } from './page-of.ts'
import type { AnyListings, FavouriteAfter, Favourites, Shortlists } from './stores.ts'

export type ListFavouritesDeps = {
  inTransaction: InTransaction<{
    favourites: Favourites
    shortlists: Shortlists
    anyListings: AnyListings
  }>
}

/**
 * The latest first; a page may be shorter than `limit` though another follows. `limit` 1 to 100.
 * @throws INVALID_LIMIT (invalid)
 */
export function listFavourites({ inTransaction }: ListFavouritesDeps) {
  return async function listFavourites(
    actor: Actor,
    brand: Brand,
    limit: number,
    after?: FavouriteAfter,
  ) {
    const person = mustBePerson(actor).personId as PersonId
    const { saved, next, link } = await inTransaction(
      { actor },
      async ({ favourites, shortlists }) => {
        const page = await pageOf(limit, (most) => favourites.page(person, most, after))
        return { ...page, link: await shortlists.open(person) }
      },
    )
    const listings = await inTransaction(
      { system: 'catalogue.list-favourites' },
      ({ anyListings }) =>
        anyListings.byIds(
          saved.map(({ listingId }) => listingId),
          brand,
        ),
    )
    const favourites = saved.map((one) => listed(one, listings.get(one.listingId)))
    return { favourites: favourites.filter((one) => one !== undefined), next, link }
  }
}
