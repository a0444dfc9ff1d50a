// One car, its draft, its page and a small taxonomy, as the services return them and as a seller
// writes them.
import { newId } from '@pk-auto/kernel/id'
import { ListingDetails, OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ListingState, PublicListing, Visibility } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { Taxonomy } from '@pk-auto/proto/pkauto/catalogue/v1/taxonomy'
import { ListingPage } from '@pk-auto/proto/pkauto/search/v1/search'

const both = (en: string, ur: string) => ({ en, ur })

export const taxonomy = Taxonomy.fromPartial({
  version: 7,
  makes: [
    {
      slug: 'toyota',
      name: both('Toyota', 'ٹویوٹا'),
      models: [{ slug: 'corolla', name: both('Corolla', 'کرولا'), body: 'sedan' }],
    },
  ],
  cities: [{ slug: 'multan', name: both('Multan', 'ملتان'), province: 'punjab' }],
  enums: [{ name: 'fuel', terms: [{ slug: 'petrol', name: both('Petrol', 'پیٹرول') }] }],
})

/** The body of POST /listings. */
export const body = (change: object = {}): Record<string, unknown> => ({
  make: 'toyota',
  model: 'corolla',
  year: 2016,
  price: { minor: 385_000_000, currency: 'PKR' },
  km: 92_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'multan',
  registrationCity: 'lahore',
  condition: 'used',
  ...change,
})

const facts = {
  ...body(),
  price: { minor: 385_000_000n, currency: 'PKR' },
  visibility: Visibility.VISIBILITY_PUBLIC,
  channels: ['automart'],
}
const at = new Date('2026-11-20T12:00:00.000Z')

export const publicListing = (change: object = {}): PublicListing =>
  PublicListing.fromPartial({
    ...{
      id: newId(),
      version: 2,
      state: ListingState.LISTING_STATE_LIVE,
      sellerId: newId(),
      sellerType: 'individual',
      market: 'pk',
    },
    ...{ facts, createdAt: at, updatedAt: at, publishedAt: at },
    ...change,
  })

export const ownListing = (change: object = {}, own: object = {}): OwnListing =>
  OwnListing.fromPartial({ listing: publicListing(change), ...own })

export const pageOf = (listing: PublicListing): ListingPage =>
  ListingPage.fromPartial({ listing, title: both('Toyota Corolla 2016', 'ٹویوٹا کرولا 2016') })

export const detailsOf = (id: string): ListingDetails =>
  ListingDetails.fromPartial({
    id,
    description: { text: 'First owner', lang: 'en' },
    priceHistory: [{ at, price: { minor: 385_000_000n, currency: 'PKR' } }],
  })
