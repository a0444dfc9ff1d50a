// The digits of one number with whatever groups them: points, commas, blanks, a decimal comma.

/** A number as it is written, for use in a longer pattern. */
export const WRITTEN = String.raw`(?:\d+(?:[., '’]\d+)*|\.\d+)`

const WHOLE = /^\d+$/
// 28,50,000 · 2,850,000 · 2 850 000: the last group has three digits.
const GROUPED = /^\d{1,7}(?:[, '’]\d{2,3})*[, '’]\d{3}(?:\.\d+)?$/
const ONE_COMMA = /^[1-9]\d*,\d{3}$/
const DECIMAL_POINT = /^\d*\.\d+$/
const DECIMAL_COMMA = /^(?:\d+,\d{1,2}|0,\d+)$/
// A comma slipped, or a zero: 285,0000 · 28,50,00.
const SLIPPED = /^[1-9]\d*(?:,\d{2,})+$/
// 45.000 and 2.850.000, as other countries group, and 28.50.000.
const POINTS_GROUP = /^[1-9]\d{0,2}(?:\.\d{2,3})*\.\d{3}$/

export type Numeral = {
  readonly value: number
  /** False when the digits are those, and what their commas were to be is anybody's guess. */
  readonly sure: boolean
}

/**
 * `scaled` when a word such as lac multiplies it: then `28,5` has a decimal comma, `1.250` a
 * decimal point, and `1,250` could mean either and is not read. Undefined when it is no number.
 */
export const numberOf = (written: string, scaled: boolean): Numeral | undefined => {
  const text = written.trim()
  if (WHOLE.test(text)) return numeral(text)
  if (scaled && ONE_COMMA.test(text)) return undefined
  if (GROUPED.test(text) && !text.startsWith('0')) return numeral(text.replace(/[, '’]/g, ''))
  if (DECIMAL_COMMA.test(text)) return numeral(text.replace(',', '.'))
  if (POINTS_GROUP.test(text) && (!scaled || text.split('.').length > 2))
    return numeral(text.replaceAll('.', ''))
  if (DECIMAL_POINT.test(text)) return numeral(text)
  return !scaled && SLIPPED.test(text) ? numeral(text.replaceAll(',', ''), false) : undefined
}

const numeral = (text: string, sure = true): Numeral | undefined => {
  const value = Number(text)
  return value <= Number.MAX_SAFE_INTEGER ? { value, sure } : undefined
}
