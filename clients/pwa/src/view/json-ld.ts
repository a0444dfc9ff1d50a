// schema.org facts for engines that read them: the site, a list of cars, a Car with its Offer, and
// the breadcrumbs.
import type { Card, Listing } from '@pk-auto/client-api/pwa.gen'
import { labelIn } from '@pk-auto/ui/locale'
import { slugOf } from '@pk-auto/ui/address/slug'
import type { Names } from './labels.ts'
import type { View } from './page.ts'

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
  image: listing.photos.map((photo) => new URL(photo.urls.jpeg, page.url).href),
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

type Place = Pick<View, 'origin' | 'link' | 'locale'>
const at = ({ origin, link }: Place, path: string): string => new URL(link(path), origin).href

/** Who we are, and how the site is searched. */
export const siteFacts = (place: Place, name: string): object => ({
  '@context': 'https://schema.org',
  '@graph': [
    {
      '@type': 'Organization',
      '@id': new URL('/#organization', place.origin).href,
      name,
      url: new URL('/', place.origin).href,
      logo: new URL('/icon-512.png', place.origin).href,
    },
    {
      '@type': 'WebSite',
      name,
      url: at(place, '/'),
      inLanguage: `${place.locale}-PK`,
      publisher: { '@id': new URL('/#organization', place.origin).href },
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${at(place, '/cars')}?q={words}` },
        'query-input': 'required name=words',
      },
    },
  ],
})

/** The cars of a results page in their order. */
export const listFacts = (place: Place, cards: readonly Card[]): object => ({
  '@context': 'https://schema.org',
  '@type': 'ItemList',
  itemListElement: cards.map((card, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: labelIn(place.locale, card.title),
    url: at(place, `/cars/${card.id}/${slugOf(card.title.en)}`),
  })),
})
