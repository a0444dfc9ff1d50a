// Mobile numbers as people in Pakistan type and paste them. Which numbers exist and which countries
// are served, identity decides.
import { plainText } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'

export type NoPhone = 'empty' | 'unreadable' | 'too-short' | 'too-long' | 'landline'

const LONGEST = 60
const COUNTRY = '92'
/** Of a mobile number of Pakistan without its zero or country code. */
const NATIONAL_DIGITS = 10

const WHATSAPP = String.raw`\(?(?:whats ?app|واٹس ?ایپ)\)?`
const LABEL =
  String.raw`(?:ph|phone|mob|mobile|cell|tel|telephone|contact|number|num|no|sms|` +
  String.raw`فون|موبائل|رابط[ہه]|نمبر)(?!\p{L})[\s.:#-]*`
const MARKS = String.raw`[\s"'“”‘’;:#]`
const BEFORE = new RegExp(`^(?:${MARKS}|tel:|${WHATSAPP}:?|${LABEL})+`, 'iu')
const BEHIND = new RegExp(`(?:${MARKS}|${WHATSAPP})+$`, 'iu')
const LINK = /^(?:https?:\/\/)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?phone=)([^?&]*).*$/i

/**
 * 03…, 3…, 92…, 0092…, +92 (0)…, `tel:`, `wa.me/` → E.164; a number of another country must start
 * with + or 00, or stand in a link. Quotes and the word WhatsApp go at both ends, `Mobile No.` in
 * front, and between the digits blanks, dashes, points, brackets and slashes. Never throws.
 */
export const readPhone = (typed: string): Reading<string, NoPhone> => {
  if (typed.length > LONGEST * 2) return unread('unreadable')
  const plain = plainText(typed)
  if (plain === '') return unread('empty')
  const text = fromLink(plain.replace(BEFORE, '').replace(BEHIND, '')).replace(/[\s().,_/-]/g, '')
  if (text.length > LONGEST || !/^\+?\d+$/.test(text)) return unread('unreadable')
  const abroad = text.startsWith('+') || text.startsWith('00')
  const digits = text.replace(/^\+(?:00)?|^00/, '')
  if (abroad && !digits.startsWith(COUNTRY)) return foreign(digits)
  const national = nationalOf(digits, abroad)
  if (national.startsWith('3')) return mobile(national)
  if (/^[2-9]\d{7,9}$/.test(national)) return unread('landline')
  return unread(national.length < NATIONAL_DIGITS ? 'too-short' : 'unreadable')
}

/** Links have the country code without its plus; who writes one by hand may have left it out. */
const fromLink = (text: string): string =>
  text.replace(LINK, (_link, number: string) => number.replace(/^(?=[124-9])/, '+'))

/** A number of ten digits may begin with 92 by itself only behind a zero, which none does. */
const nationalOf = (digits: string, abroad: boolean): string =>
  abroad || digits.startsWith(COUNTRY)
    ? digits.slice(COUNTRY.length).replace(/^0/, '')
    : digits.replace(/^0/, '')

const mobile = (national: string): Reading<string, NoPhone> => {
  if (national.length < NATIONAL_DIGITS) return unread('too-short')
  if (national.length > NATIONAL_DIGITS) return unread('too-long')
  return read(`+${COUNTRY}${national}`)
}

/** E.164 has at most fifteen digits, and the shortest in use seven. */
const foreign = (digits: string): Reading<string, NoPhone> => {
  if (digits.length < 8) return unread('too-short')
  if (digits.length > 15) return unread('too-long')
  return /^[1-9]/.test(digits) ? read(`+${digits}`) : unread('unreadable')
}
