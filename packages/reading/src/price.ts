// Prices in rupees, as they are typed in the market and pasted from chats and other sites.
import { amountIn, LAC } from './amount.ts'
import { LONGEST_TYPED, plainWords } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'

export type TypedPrice = {
  /** Whole rupees. */
  readonly rupees: number
  /** A number from 5 to 300 alone: most likely lacs, and taken as such. */
  readonly meantLacs: boolean
}

// Currency may be glued to the number, so only a letter next to it makes it another word.
const NOISE = [
  'rs|pkr|rupees?|rupay|rupaye|only|tak|under|se kam|upto|up to|demand|asking|price|final',
  'روپے|روپیه|روپئے|تک|سے کم|قیمت|ڈیمانڈ|صرف',
].join('|')
const WORDS_AROUND = new RegExp(String.raw`(?<!\p{L})(?:${NOISE})(?!\p{L})`, 'gu')
// Rs 2850000/- and /=, as cheques have it.
const CHEQUE_END = /\/[-=]|[/=-]+$/g
const BETWEEN = /^[\s:,]+|[\s:,]+$/g

const LEAST_BARE = 5
const MOST_BARE = 300

/** Never throws; zero is a price here, what is too low or too high is the caller’s to say. */
export const readPrice = (typed: string): Reading<TypedPrice, 'empty' | 'unreadable'> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  if (words.length > LONGEST_TYPED) return unread('unreadable')
  const text = words
    .replace(WORDS_AROUND, ' ')
    .replace(CHEQUE_END, '')
    .replace(/\s+/g, ' ')
    .replace(BETWEEN, '')
  const amount = amountIn(text)
  if (!amount) return unread('unreadable')
  const meantLacs = amount.bare && amount.value >= LEAST_BARE && amount.value <= MOST_BARE
  return read({ rupees: Math.round(amount.value * (meantLacs ? LAC : 1)), meantLacs })
}
