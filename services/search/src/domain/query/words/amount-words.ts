// The words of amounts in English, Urdu and Roman Urdu: scales, units and currency.
// Data, folded once.
import { foldedWords } from './fold.ts'

const each = (value: number, words: string) =>
  [...foldedWords(words)].map((word) => [word, value] as const)

/** What one multiplies by, in rupees or kilometres. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ...each(100_000, 'lakh لاکھ لاکھوں لاک'),
  ...each(10_000_000, 'crore کروڑ کڑوڑ'),
  ...each(1_000_000, 'million millions mn ملین'),
  ...each(1_000, 'hazar thousand ہزار'),
])

/** Only when typed against the number: `50k` is thousands, `2016 k baad` is a filler. */
export const GLUED_SCALES: ReadonlyMap<string, number> = new Map([
  ['k', 1_000],
  ['m', 1_000_000],
])

export const KILOMETRES = foldedWords(
  'km kms kilometer kilometers kilometre kilometres kilomtr کلومیٹر',
)

/** In front of a number or behind one they say that a car was driven so far. */
export const DRIVEN_BEFORE = foldedWords(
  'mileage milage meter metre odometer driven chali chala مائلیج میٹر چلی چلا',
)
export const DRIVEN_BEHIND = foldedWords('chali chala chalay driven mileage milage چلی چلا چلے')

export const CUBIC = foldedWords('cc سیسی')

export const LITRES = foldedWords('liter litre liters litres ltr لیٹر')

/** Names of the currency before or behind a number. */
export const CURRENCY = foldedWords('rs pkr rupee rupees rupay rupaye rupaya روپے روپیہ روپئے')

/** Next to one of these a number of two digits is a year: `98 model`. */
export const MODEL_YEAR = foldedWords('model models ماڈل')

/** What an amount may end with: a sign behind it joins or bounds amounts. */
export const AMOUNT_ENDS: ReadonlySet<string> = new Set([
  ...SCALES.keys(),
  ...GLUED_SCALES.keys(),
  ...KILOMETRES,
  ...CUBIC,
  ...LITRES,
  ...CURRENCY,
  'l',
])
