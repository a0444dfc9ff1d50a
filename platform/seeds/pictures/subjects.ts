// What each picture of the drawn pool shows, by its index alone: so a listing gets pictures of one
// car in its own shape and colour.
import type { Prng } from '../prng.ts'

export const KINDS = ['sedan', 'hatchback', 'suv', 'van', 'pickup'] as const
export type Kind = (typeof KINDS)[number]
export const PAINTS = ['white', 'silver', 'grey', 'black', 'blue', 'red', 'green', 'gold'] as const
export type Paint = (typeof PAINTS)[number]
export const VIEWS = ['side', 'front', 'rear', 'otherSide'] as const
export type View = (typeof VIEWS)[number]
export const DETAILS = ['dashboard', 'engine', 'wheel', 'seats'] as const
export type Detail = (typeof DETAILS)[number]

export type Subject = { kind: Kind; paint: Paint; view: View } | { detail: Detail }

const CARS = KINDS.length * PAINTS.length
const EXTERIORS = CARS * VIEWS.length
/** 160 exteriors and 40 details; drawing goes on beyond in the same order. */
export const POOL_SIZE = 200

/**
 * What picture `index` (0 and up) shows; from POOL_SIZE on the subjects begin anew in other
 * surroundings.
 */
export function pictureSubject(index: number): Subject {
  const at = index % POOL_SIZE
  if (at >= EXTERIORS) return { detail: DETAILS[at % DETAILS.length]! }
  return {
    kind: KINDS[at % KINDS.length]!,
    paint: PAINTS[Math.floor(at / KINDS.length) % PAINTS.length]!,
    view: VIEWS[Math.floor(at / CARS)]!,
  }
}

const KIND_OF_BODY: Record<string, Kind> = {
  hatchback: 'hatchback',
  coupe: 'hatchback',
  suv: 'suv',
  crossover: 'suv',
  mpv: 'suv',
  wagon: 'suv',
  van: 'van',
  'mini-van': 'van',
  'micro-van': 'van',
  pickup: 'pickup',
  'double-cabin': 'pickup',
}
const PAINT_OF_COLOUR: Record<string, Paint> = {
  white: 'white',
  'pearl-white': 'white',
  silver: 'silver',
  titanium: 'silver',
  grey: 'grey',
  'gun-metallic': 'grey',
  black: 'black',
  purple: 'black',
  blue: 'blue',
  'navy-blue': 'blue',
  'light-blue': 'blue',
  red: 'red',
  maroon: 'red',
  wine: 'red',
  burgundy: 'red',
  pink: 'red',
  orange: 'red',
  green: 'green',
  turquoise: 'green',
}

/**
 * 3–12 different pictures of the pool, the car itself first; `pictureIds[i]` is the picture drawn
 * for index i. Fewer where the pool is smaller.
 */
export function photosOf(
  chance: Prng,
  pictureIds: readonly string[],
  body: string,
  colour: string,
): string[] {
  const kind = KINDS.indexOf(KIND_OF_BODY[body] ?? 'sedan')
  const paint = PAINTS.indexOf(PAINT_OF_COLOUR[colour] ?? 'gold')
  const car = VIEWS.map((_, view) => pictureIds[view * CARS + paint * KINDS.length + kind]).filter(
    (id) => id !== undefined,
  )
  const details = pictureIds.slice(EXTERIORS, POOL_SIZE)
  const [cover, ...others] = car.length > 0 ? car : chance.sample(pictureIds, 1)
  if (cover === undefined) return []
  const rest = new Set([
    ...chance.sample(others, 4),
    ...chance.sample(details, 8),
    ...chance.sample(pictureIds, 3),
  ])
  rest.delete(cover)
  return [cover, ...rest].slice(0, chance.int(3, 12))
}
