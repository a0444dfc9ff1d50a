// What people of a development market wait for: the searches that they have saved.
import { prng, type Prng } from './prng.ts'

export type SeedSearch = {
  personIndex: number
  name: string
  /** As GET /listings takes them. */
  filters: { name: string; values: string[] }[]
  frequency: 'instant' | 'daily'
  daysAgo: number
}

/** What somebody looks for, and up to how many lakhs. */
type Car = readonly [make: string, model: string, lakhs: readonly number[]]
const CARS: readonly Car[] = [
  ['toyota', 'corolla', [25, 35, 45, 60]],
  ['honda', 'civic', [30, 45, 70]],
  ['honda', 'city', [20, 30, 45]],
  ['suzuki', 'alto', [15, 22, 28]],
  ['suzuki', 'cultus', [15, 22, 35]],
  ['suzuki', 'mehran', [6, 8, 11]],
]
const CITIES = ['lahore', 'karachi', 'islamabad', 'rawalpindi', 'faisalabad', 'multan'] as const
const NAMES = ['', '', 'Family car', 'For Abbu', 'Office ke liye', 'گھر کی گاڑی', 'پہلی گاڑی']
const RUPEES_OF_LAKH = 100_000

export type SearchOrder = { seed: number; people: number; searches: number }

/** The same for the same order. */
export const savedSearches = ({ seed, people, searches }: SearchOrder): SeedSearch[] =>
  Array.from({ length: people === 0 ? 0 : searches }, (_, index) =>
    search(prng(seed, 'search', index), people),
  )

function search(chance: Prng, people: number): SeedSearch {
  const [make, model, lakhs] = chance.pick(CARS)
  const asked: [string, string][] = [
    ['make', make],
    ['model', model],
    ['priceTo', String(chance.pick(lakhs) * RUPEES_OF_LAKH)],
  ]
  if (chance.chance(0.6)) asked.push(['city', chance.pick(CITIES)])
  if (chance.chance(0.3)) asked.push(['transmission', 'automatic'])
  return {
    ...{ personIndex: chance.int(0, people - 1), name: chance.pick(NAMES) },
    filters: asked.map(([name, value]) => ({ name, values: [value] })),
    ...{ frequency: chance.chance(0.7) ? 'instant' : 'daily', daysAgo: chance.int(1, 40) },
  }
}
