// The digits of one number with whatever groups them: points, commas, blanks, a decimal comma.

/** A number as it is written, for use in a longer pattern. */
export const WRITTEN = String.raw`(?:\d+(?:[., '’]\d+)*|\.\d+)`

const WHOLE = /^\d+$/
// 28,50,000 · 2,850,000 · 2 850 000: the last group has three digits.
const GROUPED = /^\d{1,7}(?:[, '’]\d{2,3})*[, '’]\d{3}(?:\.\d+)?$/
const ONE_COMMA = /^[1-9]\d*,\d{3}$/
const DECIMAL_POINT = /^\d*\.\d+$/
const DECIMAL_COMMA = /^(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)$/
// 45.000 and 2.850.000, as other countries group.
const POINTS_GROUP = /^[1-9]\d{0,2}(?:\.\d{3})+$/

/**
 * `scaled` when a word such as lac multiplies it: then `28,5` has a decimal comma, `1.250` a
 * decimal point, and `1,250` could mean either and is not read. Undefined when it is no number.
 */
export const numberOf = (written: string, scaled: boolean): number | undefined => {
  const text = written.trim()
  if (WHOLE.test(text)) return finite(text)
  if (scaled && ONE_COMMA.test(text)) return undefined
  if (GROUPED.test(text) && !text.startsWith('0')) return finite(text.replace(/[, '’]/g, ''))
  if (DECIMAL_COMMA.test(text)) return finite(text.replace(',', '.'))
  if (POINTS_GROUP.test(text) && (!scaled || text.split('.').length > 2))
    return finite(text.replaceAll('.', ''))
  return DECIMAL_POINT.test(text) ? finite(text) : undefined
}

const finite = (text: string): number | undefined => {
  const value = Number(text)
  return value <= Number.MAX_SAFE_INTEGER ? value : undefined
}
