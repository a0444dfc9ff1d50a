// What cannot be true of a car is refused field by field.
import { rupees } from '@pk-auto/kernel/money'
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import { corolla } from '../../test/corolla.ts'
import { NUMBERS } from '../../test/sample-titles.ts'
import { readTaxonomy } from '../outbound/taxonomy-files.ts'
import type { MediaId } from './ids.ts'
import { factProblems } from './listing-check.ts'
import type { ListingBounds, ListingFacts } from './listing-facts.ts'

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
  newMaxKm: 1_000,
  newMaxAgeYears: 1,
  engineTolerancePercent: 25,
}
const problems = (change: Partial<ListingFacts>) =>
  factProblems({ ...corolla(), ...change }, taxonomy, bounds, now).map(
    ({ path, code }) => `${path} ${code}`,
  )

test('an ordinary Corolla has nothing wrong with it', () => expect(problems({})).toEqual([]))

test.each<[string, Partial<ListingFacts>, string]>([
  ['a price of 5', { price: rupees(5) }, 'price PRICE_TOO_LOW'],
  ['a price typed as 28 for 28 lac', { price: rupees(28) }, 'price PRICE_TOO_LOW'],
  [
    'a price in dirhams',
    { price: { minor: 900_000_000n, currency: 'AED' } },
    'price.currency CURRENCY_FOREIGN',
  ],
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
  [
    '31 photos',
    { photos: Array.from({ length: 31 }, () => newId() as MediaId) },
    'photos PHOTOS_TOO_MANY',
  ],
  ['a photo that is no id', { photos: ['../etc' as MediaId] }, 'photos.0 PHOTO_UNKNOWN'],
  ['no channel', { channels: [] }, 'channels REQUIRED'],
  ['a title with a NUL', { title: 'Corolla\u0000' }, 'title TEXT_UNREADABLE'],
  ['a title nobody sees', { title: '\u200b' }, 'title TEXT_HIDDEN'],
  ['a title with a number to call', { title: 'Corolla 0300-1234567' }, 'title TITLE_HAS_NUMBER'],
  ['a title with one in words', { title: 'صفر تین صفر صفر ۱۲۳۴۵۶۷' }, 'title TITLE_HAS_NUMBER'],
  ['a title of nothing', { title: '' }, 'title TEXT_EMPTY'],
  ['a title that runs backwards', { title: 'Corolla \u202e6102' }, 'title TEXT_HIDDEN'],
  ['a title of two lines', { title: 'Corolla\nMehran' }, 'title TEXT_LINES'],
  ['a title with a wall of marks', { title: `Corolla${'\u0489'.repeat(20)}` }, 'title TEXT_MARKS'],
  [
    'a description with an isolate',
    { description: { text: 'clean\u2066 car', lang: 'en' } },
    'description.text TEXT_HIDDEN',
  ],
  [
    'a description in French',
    { description: { text: 'belle voiture', lang: 'fr' } },
    'description.lang UNKNOWN_VALUE',
  ],
  [
    'a price with paisa',
    { price: { minor: 385_000_001n, currency: 'PKR' } },
    'price.minor PRICE_FRACTION',
  ],
  [
    'a description with an escape character',
    { description: { text: 'clean \u001b[2J car', lang: 'en' } },
    'description.text TEXT_UNREADABLE',
  ],
])('%s is refused', (_what, change, problem) => expect(problems(change)).toContain(problem))

test.each(NUMBERS)('no title holds %s, wherever it stands', (number) => {
  for (const title of [number, `${number} Lahore`, `Corolla ${number} Lahore`])
    expect(problems({ title })).toEqual(['title TITLE_HAS_NUMBER'])
})

test('a description may hold a phone number: the seller was asked', () => {
  expect(problems({ description: { text: 'Call 0300-1234567', lang: 'en' } })).toEqual([])
})

test('a VIN and a frame number together are refused', () => {
  expect(problems({ vin: 'JTDBR32E030123456', frameNumber: 'NZE141-6012345' })).toEqual([
    'frameNumber CHASSIS_TWICE',
  ])
})

test('an import may carry a frame number instead of a VIN', () =>
  expect(problems({ frameNumber: 'NZE141-6012345' })).toEqual([]))

test('a description may have lines', () =>
  expect(problems({ description: { text: 'first owner\r\n\tno dents', lang: 'en' } })).toEqual([]))

const mehran: Partial<ListingFacts> = {
  make: 'suzuki',
  model: 'mehran',
  generation: 'mehran-1st',
  year: 2012,
  engineCc: 796,
  body: 'hatchback',
}

test.each<[string, Partial<ListingFacts>, string]>([
  ['6,000 cc', { ...mehran, engineCc: 6_000 }, 'engineCc NOT_OF_MODEL'],
  ['a diesel engine', { ...mehran, fuel: 'diesel' }, 'fuel NOT_OF_MODEL'],
  ['the body of an SUV', { ...mehran, body: 'suv' }, 'body NOT_OF_MODEL'],
  ['a battery', { ...mehran, fuel: 'ev', engineCc: 0 }, 'fuel NOT_OF_MODEL'],
  ['a hybrid drive from the works here', { ...mehran, fuel: 'hybrid' }, 'fuel NOT_OF_MODEL'],
])('a Mehran with %s is refused', (_what, change, problem) =>
  expect(problems(change)).toEqual([problem]),
)

test.each<[string, Partial<ListingFacts>]>([
  ['a Mehran as it was made', mehran],
  ['a Mehran of "800 cc"', { ...mehran, engineCc: 800 }],
  ['a Mehran converted to LPG', { ...mehran, fuel: 'lpg' }],
  ['a Corolla converted to CNG', { fuel: 'cng' }],
  ['a Corolla hybrid that was imported', { fuel: 'hybrid', assembly: 'imported', engineCc: 1_800 }],
  ['a Corolla of 1800 cc without its variant', { engineCc: 1_800 }],
  [
    'a Civic hatchback that was imported',
    {
      make: 'honda',
      model: 'civic',
      generation: 'civic-10th',
      year: 2018,
      engineCc: 1_500,
      assembly: 'imported',
      body: 'hatchback',
    },
  ],
  [
    'a Sportage, which some call an SUV',
    {
      make: 'kia',
      model: 'sportage',
      generation: undefined as never,
      year: 2021,
      engineCc: 2_000,
      body: 'suv',
    },
  ],
])('%s may be a car', (_what, change) => {
  const facts = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  )
  const { generation: _generation, ...bare } = corolla()
  expect(
    factProblems(
      {
        ...(change.generation === undefined && 'generation' in change ? bare : corolla()),
        ...facts,
      },
      taxonomy,
      bounds,
      now,
    ),
  ).toEqual([])
})

test.each(taxonomy.makes.flatMap((make) => make.models.map((model) => [make.slug, model.slug])))(
  'every %s %s of the taxonomy may be a car',
  (make, model) => {
    const known = taxonomy.makes
      .find(({ slug }) => slug === make)
      ?.models.find(({ slug }) => slug === model)
    for (const generation of known?.generations ?? [])
      for (const {
        slug: variant,
        engineCc,
        fuel,
        transmission,
        yearFrom = generation.yearFrom,
      } of generation.variants) {
        const { assembly } = generation
        const car = {
          make: make!,
          model: model!,
          generation: generation.slug,
          variant,
          engineCc,
          fuel,
          transmission,
          assembly,
          body: known!.body,
          year: yearFrom,
        }
        expect(problems(car)).toEqual([])
      }
  },
)

test('a new car is of this year or the last and was hardly driven', () => {
  const fresh = { generation: 'corolla-11th', condition: 'new', km: 12 }
  expect(problems({ ...fresh, year: 2025, km: 1_000 })).toEqual([])
  expect(problems({ ...fresh, year: 2024 })).toEqual(['condition NOT_NEW'])
  expect(problems({ ...fresh, year: 2026, km: 1_001 })).toEqual(['condition NOT_NEW'])
})

test('an unregistered car is a car', () =>
  expect(problems({ registrationCity: 'unregistered' })).toEqual([]))

test('every wrong field is named at once', () => {
  expect(problems({ price: rupees(5), km: -1, city: 'atlantis' })).toHaveLength(3)
})
