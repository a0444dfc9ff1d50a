// The code of a message: its digits alone, however they are spaced, or the whole message around
// them.
import { plainText } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'

export const CODE_DIGITS = 6
/** Characters of a pasted message; an SMS of ours has fewer. */
export const LONGEST_MESSAGE = 500

/** The last line of our SMS, as browsers read it. */
const BOUND = /@\S+ #(\d{6})(?!\d)/gu
/** Together, or in two halves with no other digits beside them. */
const SIX = String.raw`((?<!\d)\d{6}(?!\d)|(?<!\d[ -]?)\d{3}[ -]\d{3}(?![ -]?\d))`
/** Right behind its name: a sum of rupees and the number of an order have others. */
const NAMED = new RegExp(
  String.raw`(?<!\p{L})(?:code|otp|کوڈ|كود)[\s:=#-]*` +
    String.raw`(?:(?:is|hai|ہے|no\.?|number|نمبر)[\s:=#-]*)?${SIX}`,
  'giu',
)
const YOURS = new RegExp(`${SIX} (?:is your|آپ کا) `, 'giu')
const ALONE = new RegExp(SIX, 'g')
/** Nothing but digits and what people put between them. */
const TYPED = /^[\d\s.-]*$/

/** Every different code that may be meant. */
const codesIn = (text: string): readonly string[] => {
  const found = [BOUND, NAMED, YOURS, ALONE]
    .map((form) => [...text.matchAll(form)].map(([, code = '']) => code))
    .find((codes) => codes.length > 0)
  return [...new Set(found?.map((code) => code.replace(/\D/g, '')))]
}

/**
 * At most six digits; fewer while somebody is typing, none of a message in which two may be meant.
 * Never throws.
 */
export const codeSoFar = (typed: string): string => {
  const text = plainText(typed.slice(0, LONGEST_MESSAGE))
  const [code, other] = codesIn(text)
  if (other !== undefined) return ''
  return code ?? text.replace(/\D/g, '').slice(0, CODE_DIGITS)
}

/**
 * Six digits. Digits alone must be six, or the same six again; of a message, the six that stand
 * out. Never throws.
 */
export const readCode = (typed: string): Reading<string, 'empty' | 'digits'> => {
  const text = plainText(typed.slice(0, LONGEST_MESSAGE))
  if (text === '') return unread('empty')
  const code = codeSoFar(text)
  const isWhole = TYPED.test(text)
    ? text.replace(/\D/g, '').replaceAll(code, '') === ''
    : codesIn(text).length === 1
  return code.length === CODE_DIGITS && isWhole ? read(code) : unread('digits')
}
