// Kilometres, engine sizes and model years, with their units before, behind or absent.
import { amountIn } from './amount.ts'
import { leavingOut } from './around.ts'
import { LONGEST_TYPED, plainWords } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'

export type Unmeasured = 'empty' | 'unreadable'

// Also glued behind a scale: 45kkm is nobody's, 45k km and 50000km are.
const aroundKm = leavingOut(
  'kms?|kilo ?met(?:er|re)s?|kilomtr|mileage|milage|odometer|meter reading|driven|running|chali|' +
    'met(?:er|re)s?|میٹر|کلو ?میٹرز?|مائلیج|چلی',
)
const LITRE = 'l|lts?|ltrs?|lit(?:er|re)s?|لیٹر'
const LITRES = new RegExp(String.raw`(?<!\p{L})(?:${LITRE})(?!\p{L})`, 'u')
const aroundEngine = leavingOut(
  `cc|سی ?سی|${LITRE}|i|d|engine|engine size|capacity|turbo|petrol|diesel|hybrid|انجن|` +
    'i?vtec|vvti?',
)
const aroundYear = leavingOut('model|year|my|ad|ماڈل|سال|سنہ|ء|عیسوی')

const ZERO = /^(?:zero|زیرو|صفر)$/

/** Whole kilometres: `50,000`, `km 50000`, `45k`, `1.5 lac km`, `۴۵ ہزار کلومیٹر`. Never throws. */
export const readKm = (typed: string): Reading<number, Unmeasured> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  if (words.length > LONGEST_TYPED) return unread('unreadable')
  const text = aroundKm(words)
  // A zero meter car is a new one.
  const amount = amountIn(ZERO.test(text) ? '0' : text)
  return amount?.sure && Number.isInteger(amount.value) ? read(amount.value) : unread('unreadable')
}

/** From here on a number is cubic centimetres, whatever stands beside it. */
const MOST_LITRES = 10
/** A whole number of litres alone; a higher one has lost its zeros: 8 for 800. */
const MOST_BARE_LITRES = 6
/** The smallest engine of the market has 360 cc; 130 has lost a zero. */
const LEAST_CC = 300

/**
 * Whole cubic centimetres: `1300`, `cc 1,300`, `1.3`, `1,3 litres`, `۱٫۳ لیٹر`; 0 for an electric
 * car. Never throws.
 */
export const readEngine = (typed: string): Reading<number, Unmeasured> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  if (words.length > LONGEST_TYPED) return unread('unreadable')
  const text = aroundEngine(words)
  const amount = amountIn(text)
  if (!amount?.bare || !amount.sure) return unread('unreadable')
  const cc = cubic(amount.value, LITRES.test(words), text)
  return cc !== undefined && (cc === 0 || cc >= LEAST_CC) ? read(cc) : unread('unreadable')
}

const cubic = (value: number, litres: boolean, text: string): number | undefined => {
  // 1.300 is grouped like a thousand, and 1.298 l is not.
  if (litres && value >= 1_000 && /\d\.\d{3}(?!\d)/.test(text)) return value
  if (value < MOST_LITRES)
    return litres || /[.,]/.test(text) || value <= MOST_BARE_LITRES
      ? Math.round(value * 1_000)
      : undefined
  return litres || !Number.isInteger(value) ? undefined : value
}

/** A model year of four digits, from 1900 to 2199: `2016`, `۲۰۱۶ ماڈل`, `2k16`. Never throws. */
export const readYear = (typed: string): Reading<number, Unmeasured> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  const text = words.length > LONGEST_TYPED ? '' : aroundYear(words)
  const [, short] = /^2k(\d{1,2})$/.exec(text) ?? []
  if (short !== undefined) return read(2_000 + Number(short))
  return /^(?:19|20|21)\d\d$/.test(text) ? read(Number(text)) : unread('unreadable')
}
