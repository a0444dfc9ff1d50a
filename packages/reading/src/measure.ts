// Kilometres, engine sizes and model years, with their units before, behind or absent.
import { amountIn } from './amount.ts'
import { LONGEST_TYPED, plainWords } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'

export type Unmeasured = 'empty' | 'unreadable'

const unit = (words: string): RegExp =>
  new RegExp(String.raw`(?<!\p{L})(?:${words})(?!\p{L})`, 'gu')
// Also glued behind a scale: 45kkm is nobody's, 45k km and 50000km are.
const KM = unit('kms?|kilo ?met(?:er|re)s?|kilomtr|کلو ?میٹرز?|کلومیٹر')
const CC = unit('cc|سی ?سی')
const LITRES = unit('l|lts?|ltrs?|lit(?:er|re)s?|لیٹر')
const MODEL = unit('model|year|ماڈل|سال')

const without = (text: string, pattern: RegExp): string =>
  text.replace(pattern, ' ').replace(/\s+/g, ' ').trim()

/** Whole kilometres: `50,000`, `km 50000`, `45k`, `1.5 lac km`, `۴۵ ہزار کلومیٹر`. Never throws. */
export const readKm = (typed: string): Reading<number, Unmeasured> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  if (words.length > LONGEST_TYPED) return unread('unreadable')
  const amount = amountIn(without(words, KM))
  return amount && Number.isInteger(amount.value) ? read(amount.value) : unread('unreadable')
}

/** Below this a number is litres, whatever stands beside it: no car has nine cubic centimetres. */
const MOST_LITRES = 10

/**
 * Whole cubic centimetres: `1300`, `cc 1,300`, `1.3`, `1,3 litres`, `۱٫۳ لیٹر`; 0 for an electric
 * car. Never throws.
 */
export const readEngine = (typed: string): Reading<number, Unmeasured> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  if (words.length > LONGEST_TYPED) return unread('unreadable')
  const litres = words.search(LITRES) >= 0
  const amount = amountIn(without(without(words, CC), LITRES))
  if (!amount?.bare) return unread('unreadable')
  const { value } = amount
  // 1.300 is grouped like a thousand, and 1.298 l is not.
  if (litres && value >= 1_000 && /\d\.\d{3}(?!\d)/.test(words)) return read(value)
  if (value < MOST_LITRES) return read(Math.round(value * 1_000))
  return litres || !Number.isInteger(value) ? unread('unreadable') : read(value)
}

/** A model year of four digits, from 1900 to 2199: `2016`, `۲۰۱۶ ماڈل`. Never throws. */
export const readYear = (typed: string): Reading<number, Unmeasured> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  const text = words.length > LONGEST_TYPED ? '' : without(words, MODEL)
  return /^(?:19|20|21)\d\d$/.test(text) ? read(Number(text)) : unread('unreadable')
}
