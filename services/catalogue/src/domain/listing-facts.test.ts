// What cannot be true of a car is refused field by field.
import { rupees } from '@pk-auto/kernel/money'
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import { corolla } from '../../test/corolla.ts'
import { readTaxonomy } from '../outbound/taxonomy-files.ts'
import type { MediaId } from './ids.ts'
import { factProblems, type ListingBounds, type ListingFacts } from './listing-facts.ts'

const taxonomy = readTaxonomy()
const now = new Date('2026-11-20T12:00:00.000Z')
const bounds: ListingBounds = {
  minPrice: 50_000,
  maxPrice: 1_000_000_000,
  maxKm: 1_500_000,
  maxPhotos: 30,
  maxTitle: 120,
  maxDescription: 5_000,
  earliestYear: 1950,
}
const problems = (change: Partial<ListingFacts>) => factProblems({ ...corolla(), ...change }, taxonomy, bounds, now).map(({ path, code }) => `${path} ${code}`)

test('an ordinary Corolla has nothing wrong with it', () => expect(problems({})).toEqual([]))

test.each<[string, Partial<ListingFacts>, string]>([
  ['a price of 5', { price: rupees(5) }, 'price PRICE_TOO_LOW'],
  ['a price typed as 28 for 28 lac', { price: rupees(28) }, 'price PRICE_TOO_LOW'],
  ['a price in dirhams', { price: { minor: 900_000_000n, currency: 'AED' } }, 'price.currency CURRENCY_FOREIGN'],
  ['the year 1890', { year: 1890 }, 'year YEAR_IMPOSSIBLE'],
  ['a year to come', { year: 2031 }, 'year YEAR_IMPOSSIBLE'],
  ['an eleventh-generation Corolla of 1998', { year: 1998 }, 'year YEAR_IMPOSSIBLE'],
  ['a make nobody knows', { make: 'lada' }, 'make UNKNOWN_VALUE'],
  ['a model of another make', { model: 'civic' }, 'model UNKNOWN_VALUE'],
  ['a city nobody knows', { city: 'atlantis' }, 'city UNKNOWN_VALUE'],
  ['minus one kilometre', { km: -1 }, 'km KM_IMPOSSIBLE'],
  ['a petrol engine of 0 cc', { engineCc: 0 }, 'engineCc ENGINE_IMPOSSIBLE'],
  ['a VIN with the letter O', { vin: 'JTDBR32E0O0123456' }, 'vin VIN_INVALID'],
  ['a frame number without digits', { frameNumber: 'NZE141' }, 'frameNumber FRAME_INVALID'],
  ['a feature nobody knows', { features: ['abs', 'wings'] }, 'features.1 UNKNOWN_VALUE'],
  ['31 photos', { photos: Array.from({ length: 31 }, () => newId() as MediaId) }, 'photos PHOTOS_TOO_MANY'],
  ['a photo that is no id', { photos: ['../etc' as MediaId] }, 'photos.0 PHOTO_UNKNOWN'],
  ['no channel', { channels: [] }, 'channels REQUIRED'],
  ['a title with a NUL', { title: 'Corolla\u0000' }, 'title TEXT_UNREADABLE'],
  ['a description with an escape character', { description: { text: 'clean \u001b[2J car', lang: 'en' } }, 'description.text TEXT_UNREADABLE'],
])('%s is refused', (_what, change, problem) => expect(problems(change)).toContain(problem))

test('a VIN and a frame number together are refused', () => {
  expect(problems({ vin: 'JTDBR32E030123456', frameNumber: 'NZE141-6012345' })).toEqual(['frameNumber CHASSIS_TWICE'])
})

test('an import may carry a frame number instead of a VIN', () => expect(problems({ frameNumber: 'NZE141-6012345' })).toEqual([]))

test('a description may have lines', () => expect(problems({ description: { text: 'first owner\r\n\tno dents', lang: 'en' } })).toEqual([]))

test('an unregistered car is a car', () => expect(problems({ registrationCity: 'unregistered' })).toEqual([]))

test('every wrong field is named at once', () => {
  expect(problems({ price: rupees(5), km: -1, city: 'atlantis' })).toHaveLength(3)
})
