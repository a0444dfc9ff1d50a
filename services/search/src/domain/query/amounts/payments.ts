// Amounts that say nothing of the car: what is paid first or each month, and the year until which
// its road tax ("token") is paid. Pure.
import { CURRENCY } from '../words/amount-words.ts'
import { foldedPhrases, foldedWords } from '../words/fold.ts'
import { phraseAt, typed, use, wordAt, type Words } from '../phrase-match.ts'
import { type Quantity, quantityAt } from './quantity.ts'

const PAYMENTS = foldedPhrases(
  ...['down payment', 'downpayment', 'advance', 'advance payment', 'deposit', 'bayana', 'biana'],
  ...['installment', 'instalment', 'installments', 'instalments', 'emi', 'qist', 'kist', 'qistein'],
  ...['ڈاؤن پیمنٹ', 'ایڈوانس', 'بیعانہ', 'قسط', 'قسطیں', 'انسٹالمنٹ', 'token money'],
)
const TOKEN = foldedPhrases('token', 'token tax', 'road tax', 'ٹوکن', 'ٹوکن ٹیکس')
/** Words that may stand between a payment and its amount. */
const LINKS = new Set([
  ...CURRENCY,
  ...foldedWords('monthly mahana mahina per month of is ki ka ke ہر ماہانہ ماہ کی کا کے'),
])
const UNTIL = foldedWords('tak till until upto ka of تک کا')
const TOKEN_LINKS = new Set([...UNTIL, ...foldedWords('paid ada up to year ادا')])

/** The words of an amount before or behind a payment. */
const MOST_WORDS = 6

type Stretch = { readonly start: number; readonly end: number }
type Amount = Stretch & { readonly value: number }

/** Crosses them out and returns their words as typed. */
export function readPayments(words: Words): string[] {
  const found: string[] = []
  for (let at = 0; at < words.tokens.length; at += 1) {
    const stretch = paymentAt(words, at) ?? tokenAt(words, at)
    if (!stretch) continue
    found.push(typed(words, stretch.start, stretch.end))
    use(words, stretch.start, stretch.end)
  }
  return found
}

/** Of two amounts the lesser is paid and the other a price, unless a payment follows it as well. */
function paymentAt(words: Words, at: number): Stretch | undefined {
  const length = phraseAt(words, at, PAYMENTS)
  if (length === 0) return undefined
  const before = amountBefore(words, at)
  const behind = amountBehind(words, at + length)
  const isAnothers = behind && phraseAt(words, over(words, behind.end, LINKS), PAYMENTS) > 0
  const isBefore = before && (!behind || isAnothers || before.value < behind.value)
  const amount = isBefore ? before : behind
  return amount && { start: Math.min(at, amount.start), end: Math.max(at + length, amount.end) }
}

function amountBefore(words: Words, end: number): Amount | undefined {
  for (let start = Math.max(0, end - MOST_WORDS); start < end; start += 1) {
    const quantity = quantityAt(words, start)
    if (quantity && isMoney(quantity) && over(words, quantity.end, LINKS) >= end)
      return { start, end, value: quantity.value }
  }
  return undefined
}

function amountBehind(words: Words, start: number): Amount | undefined {
  const quantity = quantityAt(words, over(words, start, LINKS))
  if (!quantity || !isMoney(quantity)) return undefined
  return { start, end: quantity.end, value: quantity.value }
}

// "corolla 2018 token paid" says the year of the car, "2025 tak token paid" does not.
function tokenAt(words: Words, at: number): Stretch | undefined {
  const length = phraseAt(words, at, TOKEN)
  if (length === 0) return undefined
  const behind = over(words, at + length, TOKEN_LINKS)
  if (isYear(quantityAt(words, behind)))
    return { start: at, end: over(words, behind + 1, TOKEN_LINKS) }
  const isUntil = UNTIL.has(wordAt(words, at - 1) ?? '') && isYear(quantityAt(words, at - 2))
  return isUntil ? { start: at - 2, end: behind } : undefined
}

/** Where the words of a set are over. */
function over(words: Words, from: number, set: ReadonlySet<string>): number {
  let at = from
  while (set.has(wordAt(words, at) ?? '')) at += 1
  return at
}

const LEAST_PAYMENT = 1_000
const isYear = (quantity: Quantity | undefined): boolean =>
  quantity?.kind === 'bare' && quantity.value >= 1_950 && quantity.value < 2_100
const isMoney = (quantity: Quantity): boolean =>
  quantity.kind !== 'km' &&
  quantity.kind !== 'engine' &&
  quantity.value >= LEAST_PAYMENT &&
  !isYear(quantity)
