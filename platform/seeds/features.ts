// Which equipment a car of that price and year would have.
import type { Prng } from './prng.ts'

/**
 * Chance of the flag in a cheap (< 14 lac), middling (< 40 lac) and dear car, and the years in
 * which such things were fitted.
 */
const FITTED: [
  slug: string,
  cheap: number,
  middling: number,
  dear: number,
  from?: number,
  to?: number,
][] = [
  ['abs', 0, 0.5, 0.97, 2006],
  ['air-bags', 0, 0.55, 0.97, 2004],
  ['air-conditioning', 0.6, 0.97, 1],
  ['alloy-rims', 0.2, 0.5, 0.95],
  ['am-fm-radio', 0.7, 0.85, 0.9],
  ['cd-player', 0.15, 0.4, 0.4, 2000, 2016],
  ['cassette-player', 0.4, 0.4, 0.3, 1979, 2006],
  ['climate-control', 0, 0.15, 0.8, 2005],
  ['cool-box', 0, 0.05, 0.4, 2008],
  ['cruise-control', 0, 0.1, 0.8, 2010],
  ['dvd-player', 0.1, 0.3, 0.5, 2006],
  ['front-camera', 0, 0.03, 0.25, 2016],
  ['front-speakers', 0.5, 0.6, 0.7],
  ['heated-seats', 0, 0.01, 0.25, 2012],
  ['immobilizer-key', 0.1, 0.6, 0.9, 2005],
  ['keyless-entry', 0.05, 0.5, 0.95, 2005],
  ['navigation-system', 0, 0.15, 0.5, 2008],
  ['power-locks', 0.2, 0.8, 1],
  ['power-mirrors', 0.05, 0.6, 0.98, 2000],
  ['power-steering', 0.25, 0.95, 1],
  ['power-windows', 0.2, 0.85, 1],
  ['rear-ac-vents', 0, 0.05, 0.5, 2008],
  ['rear-camera', 0.05, 0.3, 0.8, 2012],
  ['rear-seat-entertainment', 0, 0.01, 0.08, 2008],
  ['rear-speakers', 0.3, 0.4, 0.6],
  ['steering-switches', 0, 0.2, 0.85, 2008],
  ['sun-roof', 0, 0.02, 0.45, 2001],
  ['usb-aux', 0.2, 0.5, 0.85, 2009],
]

/** Flags of the taxonomy only; `rupees` is the fair price. */
export function featuresOf(
  chance: Prng,
  known: ReadonlySet<string>,
  rupees: number,
  year: number,
): string[] {
  const column = rupees < 1_400_000 ? 1 : rupees < 4_000_000 ? 2 : 3
  return FITTED.filter(
    ([slug, , , , from = 0, to = 9999]) => known.has(slug) && year >= from && year <= to,
  )
    .filter((row) => chance.chance(row[column]))
    .map(([slug]) => slug)
}
