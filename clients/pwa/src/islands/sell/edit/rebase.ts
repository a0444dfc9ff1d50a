// Puts an edit on top of a newer version of its ad: what one side alone changed is taken from that
// side, and where both changed the same the person is shown both.
import type { Fields } from '../fields/fields.ts'
import type { WizardPhoto } from '../photos/photo-state.ts'
import { mediaOf, photoOnAd, type EditBase } from './ad-fields.ts'

/** Fields that make sense only together. */
const UNITS: readonly (readonly (keyof Fields)[])[] = [
  ['make', 'model', 'generation', 'variant', 'year'],
  ['km'],
  ['engineCc'],
  ['fuel'],
  ['transmission'],
  ['assembly'],
  ['body'],
  ['colour'],
  ['condition'],
  ['city', 'area'],
  ['registrationCity'],
  ['chassis'],
  ['features'],
  ['price', 'priceSure'],
  ['title'],
  ['description'],
]

export type Rebased = {
  readonly fields: Fields
  readonly photos: readonly WizardPhoto[]
}

const same = (a: Fields, b: Fields, unit: readonly (keyof Fields)[]): boolean =>
  unit.every((name) => String(a[name]) === String(b[name]))

const part = (fields: Fields, unit: readonly (keyof Fields)[]): Partial<Fields> =>
  Object.fromEntries(unit.map((name) => [name, fields[name]]))

/** The typed value stays where both sides changed one. */
const fieldsOn = (base: Fields, mine: Fields, theirs: Fields): Fields =>
  UNITS.reduce<Fields>(
    (fields, unit) => (same(mine, base, unit) ? { ...fields, ...part(theirs, unit) } : fields),
    mine,
  )

/** Nothing added by either side is lost, and nothing removed by either comes back. */
const photosOn = (
  base: readonly string[],
  mine: readonly WizardPhoto[],
  theirs: readonly string[],
): readonly WizardPhoto[] => {
  const here = mediaOf(mine)
  if (here.length === mine.length && here.join() === base.join()) return theirs.map(photoOnAd)
  const removed = base.filter((id) => !theirs.includes(id))
  const added = theirs.filter((id) => !base.includes(id) && !here.includes(id))
  return [
    ...mine.filter(({ mediaId }) => mediaId === undefined || !removed.includes(mediaId)),
    ...added.map(photoOnAd),
  ]
}

/** What is typed, on top of `theirs`. */
export const rebased = (base: EditBase, mine: Rebased, theirs: EditBase): Rebased => ({
  fields: fieldsOn(base.fields, mine.fields, theirs.fields),
  photos: photosOn(base.photos, mine.photos, theirs.photos),
})
