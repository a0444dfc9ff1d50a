// Prices in rupees, as they are typed in the market and pasted from chats and other sites.
import { amountIn } from './amount.ts'
import { leavingOut } from './around.ts'
import { LONGEST_TYPED, plainWords } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'
import { LAC } from './scales.ts'

export type TypedPrice = {
  /** Whole rupees. */
  readonly rupees: number
  /** A number up to 300 alone: most likely lacs, and taken as such. */
  readonly meantLacs: boolean
  /** The likeliest of several meanings: `2 crore 5`, `285,0000`. */
  readonly guessed: boolean
}

const RUPEES = 'rs|pkr|rupees?|rupay|rupaye|روپے|روپیه|روپئے'
const PRICE_WORDS = [
  'demand|asking|price|final|fixed|firm|cash|(?:slightly )?negotiable|nego?',
  'قیمت|ڈیمانڈ|فائنل|نقد|کیش',
].join('|')
// Currency may be glued to the number, so only a letter next to it makes it another word.
const withoutWords = leavingOut(`${RUPEES}|${PRICE_WORDS}`)
/** Then `9 lac 50 rupees` may be to the rupee. */
const RUPEES_BEHIND = new RegExp(String.raw`\d ?(?:${RUPEES})(?!\p{L})`, 'u')

const MOST_BARE = 300

/** Never throws; zero is a price here, what is too low or too high is the caller’s to say. */
export const readPrice = (typed: string): Reading<TypedPrice, 'empty' | 'unreadable'> => {
  const words = plainWords(typed)
  if (words === '') return unread('empty')
  if (words.length > LONGEST_TYPED) return unread('unreadable')
  const amount = amountIn(withoutWords(words))
  if (!amount) return unread('unreadable')
  const meantLacs = amount.bare && amount.value > 0 && amount.value <= MOST_BARE
  const guessed = !amount.sure || (amount.moved && RUPEES_BEHIND.test(words))
  return read({ rupees: Math.round(amount.value * (meantLacs ? LAC : 1)), meantLacs, guessed })
}
