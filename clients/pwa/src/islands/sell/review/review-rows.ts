// Everything a draft says, row by row in words: for the review, and for what an edit changes.
import type { Taxonomy } from '@pk-auto/client-api/pwa.gen'
import { groupThousands } from '@pk-auto/ui/digits'
import type { Locale } from '@pk-auto/ui/locale'
import { formatCc, formatKm } from '@pk-auto/ui/measure'
import { formatPrice } from '@pk-auto/ui/price'
import { readChassis, readEngine, readKm } from '@pk-auto/ui/reading'
import type { MessageKey, Translate } from '@pk-auto/ui/words'
import { namesOf } from '../../../view/labels.ts'
import { measured, stepOf, surePrice, type Fields, type Step } from '../fields/fields.ts'

export type RowName = Exclude<keyof Fields, 'priceSure'> | 'photos'
export type ReviewRow = {
  readonly name: RowName
  readonly step: Step
  readonly label: string
  /** Empty when nothing was filled in. */
  readonly value: string
}
export type Content = { readonly fields: Fields; readonly photos: readonly string[] }
type Words = { readonly t: Translate; readonly locale: Locale; readonly taxonomy: Taxonomy }

const LABELS: Readonly<Record<RowName, MessageKey>> = {
  make: 'sell.make',
  model: 'sell.model',
  generation: 'sell.generation',
  variant: 'sell.variant',
  year: 'sell.year',
  km: 'sell.km',
  engineCc: 'sell.engine',
  fuel: 'sell.fuel',
  transmission: 'sell.transmission',
  body: 'sell.body',
  assembly: 'sell.assembly',
  colour: 'sell.colour',
  condition: 'sell.condition',
  city: 'sell.city',
  area: 'sell.area',
  registrationCity: 'sell.registrationCity',
  chassis: 'sell.chassis',
  photos: 'sell.step.photos',
  price: 'sell.price',
  title: 'sell.adTitle',
  features: 'sell.features',
  description: 'sell.description',
}
const NAMES = Object.keys(LABELS) as readonly RowName[]

const valueOf = (name: RowName, { fields, photos }: Content, words: Words): string => {
  const { locale, taxonomy } = words
  const names = namesOf(taxonomy, locale)
  if (name === 'photos') return photos.length === 0 ? '' : String(photos.length)
  if (name === 'features') {
    const list = taxonomy.enums['feature'] ? 'feature' : 'features'
    return fields.features.map((slug) => names(list, slug)).join(locale === 'ur' ? '، ' : ', ')
  }
  if (name === 'price') {
    const rupees = surePrice(fields)
    return rupees === undefined ? '' : formatPrice(rupees, locale)
  }
  const typed = fields[name].trim()
  if (typed === '') return ''
  switch (name) {
    case 'km':
      return formatKm(measured(readKm(typed)), locale)
    case 'engineCc':
      return formatCc(measured(readEngine(typed)), locale) || groupThousands(0)
    case 'year':
    case 'title':
    case 'description':
      return typed
    case 'chassis': {
      const chassis = readChassis(typed)
      return chassis.ok ? chassis.value.number : typed
    }
    case 'model':
      return names('model', typed, fields.make)
    default:
      return names(name, typed)
  }
}

/** Every field there is, in the order of the steps. */
export const reviewRows = (content: Content, words: Words): readonly ReviewRow[] =>
  NAMES.map((name) => ({
    name,
    step: stepOf(name),
    label: words.t(LABELS[name]),
    value: valueOf(name, content, words),
  }))

export type ChangedRow = ReviewRow & { readonly was: string }

/** The rows that differ, though their words may be alike (the order of photos). */
export const changedRows = (before: Content, now: Content, words: Words): readonly ChangedRow[] => {
  const was = reviewRows(before, words)
  return reviewRows(now, words).flatMap((row, index) => {
    const old = was[index]?.value ?? ''
    const moved = row.name === 'photos' && before.photos.join() !== now.photos.join()
    return old === row.value && !moved ? [] : [{ ...row, was: old }]
  })
}
