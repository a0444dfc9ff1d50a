// Many amounts of one query as one record of bounds. Pure.
import type { RangeFilter } from '../../filters.ts'
import type { Found } from './amounts.ts'
import { type Bounds, boundsBetween } from './bounds.ts'

/**
 * "2010 2012" and "12 lac 15 lac": amounts of one measure without a direction each bound the whole
 * span; the others stay as they are and come first.
 */
export function spanPlain(found: readonly Found[]): Found[] {
  const spanned = found.map((amount) => {
    const alike = found.flatMap(({ plain }) =>
      plain && plain.measure === amount.plain?.measure ? [plain] : [],
    )
    const [least, most] = [...alike]
      .sort((a, b) => a.value - b.value)
      .flatMap((one, at) => (at === 0 || at === alike.length - 1 ? [one] : []))
    return least && most && least.value < most.value
      ? { ...amount, bounds: boundsBetween(least, most), spans: true }
      : { ...amount, spans: false }
  })
  return [...spanned.filter(({ spans }) => !spans), ...spanned.filter(({ spans }) => spans)].map(
    ({ spans: _spans, ...amount }) => amount,
  )
}

/** The first of several bounds of one name stands; of a contradiction the lower bound goes. */
export function joinBounds(found: readonly { readonly bounds: Bounds }[]): Bounds {
  const joined: { [F in RangeFilter]?: number } = {}
  for (const { bounds } of found)
    for (const [name, value] of Object.entries(bounds) as [RangeFilter, number][])
      joined[name] ??= value
  for (const measure of ['price', 'year', 'km', 'engine'] as const) {
    const [from, to] = [joined[`${measure}From`], joined[`${measure}To`]]
    if (from !== undefined && to !== undefined && from > to) delete joined[`${measure}From`]
  }
  return joined
}
