// What is said of a car in two columns, a name and a value, in the language of the page.
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import { formatCc, formatKm } from '@pk-auto/ui/measure'
import type { View } from './page.ts'

type Words = Pick<View, 't' | 'locale' | 'names'>
type Row = readonly [name: string, value: string]

/** The area and its city. */
export const placeOf = ({ area, city }: Listing, names: Words['names']): string =>
  area ? `${names('area', area)}, ${names('city', city)}` : names('city', city)

/** What a buyer asks first. */
export const keyFactsOf = (listing: Listing, { t, locale, names }: Words): readonly Row[] => [
  [t('spec.year'), String(listing.year)],
  [t('spec.km'), formatKm(listing.km, locale)],
  [t('spec.fuel'), names('fuel', listing.fuel)],
  [t('spec.transmission'), names('transmission', listing.transmission)],
]

/** The rest of what is known. */
export function specsOf(listing: Listing, { t, locale, names }: Words): readonly Row[] {
  const { make, generation, variant } = listing
  const rows: readonly Row[] = [
    [t('spec.make'), names('make', make)],
    [t('spec.model'), names('model', listing.model, make)],
    [t('spec.generation'), generation ? names('generation', generation, make) : ''],
    [t('spec.variant'), variant ? names('variant', variant, make) : ''],
    [t('spec.engine'), formatCc(listing.engineCc, locale)],
    [t('spec.body'), names('body', listing.body)],
    [t('spec.colour'), names('colour', listing.colour)],
    [t('spec.assembly'), names('assembly', listing.assembly)],
    [t('spec.condition'), names('condition', listing.condition)],
    [t('spec.city'), placeOf(listing, names)],
    [t('spec.registrationCity'), names('registrationCity', listing.registrationCity)],
  ]
  return rows.filter(([, value]) => value !== '')
}
