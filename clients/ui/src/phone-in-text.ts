// Whether a text of an ad holds a telephone number of Pakistan, so that its writer can be asked.
// Prices, years, kilometres, plates, dates and chassis numbers are none.
import { plainText } from './reading.ts'

/** What stands between the digits of a number that is typed to be read. */
const GAP = String.raw`[\s.,()/_·•*|–—-]{0,3}`

const SHAPES = [
  // Mobile, from its 0 or country code: 0300-1234567, +92 (0)300 1234567, 0092…
  String.raw`(?<!\d[.,]?)(?:(?:\+|00)${GAP}92${GAP}0?|0)${GAP}3(?:${GAP}\d){9}(?!\d)`,
  // Mobile with a bare country code, or with nothing before it: only as one number is written, for
  // `92,300 2850000` is kilometres and a price.
  String.raw`(?<!\d)92(?:[ -]3\d\d[ -]?|3\d\d-?)\d{7}(?!\d)`,
  String.raw`(?<!\d)3[0-6]\d-?\d{7}(?!\d)`,
  // Landline: 042-35761234, 0992 123456, +92 42 …; with the code of the whole country: 111-222-333.
  String.raw`(?<!\d[.,]?)(?:(?:\+|00)${GAP}92${GAP}|0)[24-9]\d{1,3}(?:${GAP}\d{3,4}){2}(?!\d)`,
  String.raw`(?<!\d)111[ -]\d{3}[ -]\d{3}(?!\d)`,
]
const PHONE = new RegExp(SHAPES.join('|'), 'u')

// A day, or a month, with its year.
const DATE = /(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])[-/.])?(?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d(?!\d)/g

/** True where people would read a number to call. Linear in the length of the text. */
export const holdsPhone = (text: string): boolean => PHONE.test(plainText(text).replace(DATE, 'x'))
