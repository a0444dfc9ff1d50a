// A car's own number: a 17-character VIN, or the frame number of a Japanese import. Decided by
// shape.
import { plainText } from './plain.ts'
import { read, unread, type Reading } from './reading.ts'

export type Chassis = { readonly kind: 'vin' | 'frame'; readonly number: string }
export type NoChassis = 'empty' | 'placeholder' | 'shape'

// ISO 3779 leaves out I, O and Q. Frame numbers as on Japanese auction sheets: model, dash, 5 to 7
// digits.
const VIN = /^[A-HJ-NPR-Z0-9]{17}$/
const FRAME = /^([A-Z0-9]{2,7})[- ](\d{5,7})$/
const LONGEST = 60
/** As it is copied with its label: `Chassis No. NZE141-9012345`. */
const NAME = String.raw`(?:CHASSIS|FRAME|VIN|چیسز|چیسس|شاسی)(?!\p{L})`
const LABEL = new RegExp(
  String.raw`^(?:[\s("'*]|${NAME}(?: ?(?:NO|NUMBER|نمبر)(?!\p{L}))?[ .:#-]*)+`,
  'u',
)
const BEHIND = /[\s.,;:!)"'*۔]+$/

/** Somebody filled the field because it was there: one character again and again. */
const isPlaceholder = (text: string): boolean => {
  const bare = text.replace(/[^A-Z0-9]/g, '')
  return bare.length > 1 && new Set(bare).size === 1
}

/**
 * Upper case, ASCII digits and dashes; a VIN without its dashes and blanks, a frame number with its
 * one dash. The form that is stored and compared. Never throws.
 */
export const readChassis = (typed: string): Reading<Chassis, NoChassis> => {
  const whole = plainText(typed).toUpperCase()
  if (whole === '') return unread('empty')
  if (whole.length > LONGEST) return unread('shape')
  const text = whole.replace(LABEL, '').replace(BEHIND, '').replace(/ ?- ?/g, '-')
  if (isPlaceholder(text)) return unread('placeholder')
  const vin = text.replace(/[ -]/g, '')
  if (VIN.test(vin)) return read({ kind: 'vin', number: vin })
  const [, model, serial] = FRAME.exec(text) ?? []
  if (model === undefined || serial === undefined) return unread('shape')
  if (/^0+$/.test(serial)) return unread('placeholder')
  return read({ kind: 'frame', number: `${model}-${serial}` })
}
