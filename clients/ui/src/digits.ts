// The two groupings of digits that people use.

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
