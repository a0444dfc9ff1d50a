// How digits are grouped for people to read, and how groups stand inside right-to-left words.

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

const GROUPS = /\+?[0-9۰-۹]+(?:[ \u00a0\u202f-][0-9۰-۹]+)+/g
const LEFT_TO_RIGHT = '\u2066'
const END = '\u2069'

/**
 * For showing: inside right-to-left words the groups of "0300 1234567" stay in the order in which
 * they are dialled. All else stays as somebody wrote it.
 */
export const isolateNumbers = (text: string): string =>
  text.replace(GROUPS, (number) => LEFT_TO_RIGHT + number + END)
