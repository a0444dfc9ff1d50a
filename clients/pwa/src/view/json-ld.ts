// schema.org facts of a listing, for engines that read them: Car with its Offer, and the
// breadcrumbs.
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import type { Names } from './labels.ts'

const FUELS: Readonly<Record<string, string>> = {
  petrol: 'Gasoline',
  diesel: 'Diesel',
  cng: 'CNG',
  lpg: 'LPG',
  hybrid: 'Hybrid',
  phev: 'Plug-in hybrid',
  ev: 'Electric',
}

/** JSON text safe to stand inside a script element. */
export const jsonForScript = (value: unknown): string =>
  JSON.stringify(value).replace(/</g, '\\u003c')

export const carFacts = (
  listing: Listing,
  names: Names,
  page: { readonly url: string; readonly title: string },
): object => ({
  '@context': 'https://schema.org',
  '@type': 'Car',
  name: page.title,
  url: page.url,
  brand: { '@type': 'Brand', name: names('make', listing.make) },
  model: names('model', listing.model, listing.make),
  vehicleModelDate: String(listing.year),
  ...(listing.variant
    ? { vehicleConfiguration: names('variant', listing.variant, listing.make) }
    : {}),
  bodyType: names('body', listing.body),
  color: names('colour', listing.colour),
  mileageFromOdometer: { '@type': 'QuantitativeValue', value: listing.km, unitCode: 'KMT' },
  vehicleEngine: {
    '@type': 'EngineSpecification',
    fuelType: FUELS[listing.fuel] ?? listing.fuel,
    ...(listing.engineCc > 0
      ? {
          engineDisplacement: {
            '@type': 'QuantitativeValue',
            value: listing.engineCc,
            unitCode: 'CMQ',
          },
        }
      : {}),
  },
  vehicleTransmission: names('transmission', listing.transmission),
  itemCondition: `https://schema.org/${listing.condition === 'new' ? 'New' : 'Used'}Condition`,
  image: listing.photos.map((photo) => new URL(photo.urls.full, page.url).href),
  additionalProperty: [
    { '@type': 'PropertyValue', name: 'Assembly', value: names('assembly', listing.assembly) },
    {
      '@type': 'PropertyValue',
      name: 'Registration city',
      value: names('registrationCity', listing.registrationCity),
    },
  ],
  offers: {
    '@type': 'Offer',
    price: (listing.price.minor / 100).toFixed(0),
    priceCurrency: listing.price.currency,
    availability: `https://schema.org/${listing.state === 'live' ? 'InStock' : 'SoldOut'}`,
    url: page.url,
    seller: {
      '@type': listing.seller?.type === 'dealer' ? 'AutoDealer' : 'Person',
      ...(listing.seller?.name ? { name: listing.seller.name } : {}),
    },
  },
})

export const breadcrumbFacts = (
  crumbs: readonly { readonly text: string; readonly url: string }[],
): object => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: crumbs.map((crumb, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: crumb.text,
    item: crumb.url,
  })),
})
