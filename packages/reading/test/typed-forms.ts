// For tests: the ways in which one and the same text reaches a field.
import fc from 'fast-check'

const ZEROS = [0x30, 0x0660, 0x06f0, 0xff10]
const inDigits = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))

const DASHES = ['-', '\u2010', '\u2011', '\u2012', '–', '—', '\u2212', '\uff0d']
const BLANKS = [' ', '\u00a0', '\u2007', '\u202f', '\u2009', '\u3000', '\t']
/** Invisible characters that keyboards and other apps put around a number. */
const AROUND = [
  ['', ''],
  ['\u202a', '\u202c'],
  ['\u202b', '\u202c'],
  ['\u2066', '\u2069'],
  ['\u200e', '\u200f'],
  ['\ufeff', ''],
  ['', '\u200b'],
  [' ', '\n'],
] as const

/** A written text in any digits, dashes and blanks, with invisible characters around it. */
export const asTyped = (written: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      written,
      fc.constantFrom(...ZEROS),
      fc.constantFrom(...DASHES),
      fc.constantFrom(...BLANKS),
      fc.constantFrom(...AROUND),
      fc.boolean(),
    )
    .map(([text, zero, dash, blank, [before, after], loud]) => {
      const dressed = inDigits(text, zero).replaceAll('-', dash).replaceAll(' ', blank)
      return `${before}${loud ? dressed.toUpperCase() : dressed}${after}`
    })

/** Anything at all, and much that is nearly a number of the market. */
export const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('0123456789.,-+/()# ۰۹٠٩٫٬lackrhmnRsxio\u200e\u202a\u00a0'),
      ...['lac', 'crore', 'لاکھ', 'کروڑ', 'km', 'cc', 'litre', '92', '03', '@automart.pk #'],
      ...['dedh ', 'saade ', 'ek ', ' hai', 'hazar', 'code ', 'otp', 'wa.me/', 'chassis ', '2k'],
    ),
    maxLength: 16,
  }),
)
