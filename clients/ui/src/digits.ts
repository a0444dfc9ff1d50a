// Digits of the market: Urdu and Arabic numerals read as ASCII, and the two groupings people use.

/**
 * Urdu (U+06F0…) and Arabic (U+0660…) digits and their separators become ASCII; everything else
 * stays.
 */
export const asciiDigits = (text: string): string =>
  text
    .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/\u066B/g, '.')
    .replace(/[\u066C\u060C]/g, ',')

/**
 * 2850000 → `28,50,000`: the grouping in which lacs and crores can be read off. Whole numbers only.
 */
export const groupLacs = (value: number): string => {
  const digits = String(Math.trunc(Math.abs(value)))
  const head = digits.slice(0, -3).replace(/\B(?=(\d{2})+(?!\d))/g, ',')
  const grouped = digits.length > 3 ? `${head},${digits.slice(-3)}` : digits
  return value < 0 ? `-${grouped}` : grouped
}

/** 145000 → `145,000`: the grouping of odometers and counts. Whole numbers only. */
export const groupThousands = (value: number): string =>
  String(Math.trunc(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
