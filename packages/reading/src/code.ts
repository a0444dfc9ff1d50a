// The code of a message: its digits alone, however they are spaced, or the whole message around
// them.
import { plainText } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'

export const CODE_DIGITS = 6
/** Characters of a pasted message; an SMS of ours has fewer. */
export const LONGEST_MESSAGE = 500

/** The last line of our SMS, as browsers read it. */
const BOUND = /@\S+ #(\d{6})(?!\d)/
const SIX_ALONE = /(?<!\d)(\d{6})(?!\d)/
const TWO_THREES = /(?<!\d)(\d{3})[ -](\d{3})(?!\d)/
/** Nothing but digits and what people put between them. */
const TYPED = /^[\d\s.-]*$/

/** At most six digits; fewer while somebody is typing. Never throws. */
export const codeSoFar = (typed: string): string => {
  const text = plainText(typed.slice(0, LONGEST_MESSAGE))
  const found = BOUND.exec(text) ?? SIX_ALONE.exec(text)
  if (found?.[1]) return found[1]
  const halves = TYPED.test(text) ? null : TWO_THREES.exec(text)
  return halves
    ? `${halves[1] ?? ''}${halves[2] ?? ''}`
    : text.replace(/\D/g, '').slice(0, CODE_DIGITS)
}

/** Six digits. Digits alone must be six; of a message, the six that stand out. Never throws. */
export const readCode = (typed: string): Reading<string, 'empty' | 'digits'> => {
  const text = plainText(typed.slice(0, LONGEST_MESSAGE))
  if (text === '') return unread('empty')
  const code = codeSoFar(text)
  const all = text.replace(/\D/g, '')
  const isWhole = code.length === CODE_DIGITS && (!TYPED.test(text) || all.length === CODE_DIGITS)
  const stands = TYPED.test(text) || [BOUND, SIX_ALONE, TWO_THREES].some((form) => form.test(text))
  return isWhole && stands ? read(code) : unread('digits')
}
