// The fields of a draft: which step asks for what, what is wrong with them, and the request body
// they become.
import type { MessageKey } from '@pk-auto/ui/words'
import { readWhole } from '@pk-auto/ui/measure'
import { moneyOf } from '@pk-auto/ui/price'
import type { ListingBody } from '@pk-auto/client-api/pwa.gen'
import { weighPrice } from '../../price-doubt.ts'

export const STEPS = ['car', 'photos', 'details', 'review'] as const
export type Step = (typeof STEPS)[number]

/** Everything as typed or picked; empty means not yet. */
export type Fields = {
  readonly make: string
  readonly model: string
  readonly generation: string
  readonly variant: string
  readonly year: string
  readonly km: string
  readonly engineCc: string
  readonly fuel: string
  readonly transmission: string
  readonly assembly: string
  readonly body: string
  readonly colour: string
  readonly condition: string
  readonly city: string
  readonly area: string
  readonly registrationCity: string
  readonly chassis: string
  readonly features: readonly string[]
  readonly price: string
  /** The typed price for which a bare number was confirmed to mean lacs. */
  readonly priceSure: string
  readonly title: string
  readonly description: string
}
export type TextField = Exclude<keyof Fields, 'features'>
export type FieldProblems = {
  readonly [name in keyof Fields]?: MessageKey | { readonly text: string }
}

export const EMPTY_FIELDS: Fields = {
  make: '',
  model: '',
  generation: '',
  variant: '',
  year: '',
  km: '',
  engineCc: '',
  fuel: '',
  transmission: '',
  assembly: '',
  body: '',
  colour: '',
  condition: 'used',
  city: '',
  area: '',
  registrationCity: '',
  chassis: '',
  features: [],
  price: '',
  priceSure: '',
  title: '',
  description: '',
}
const CHOSEN = [
  'make',
  'model',
  'year',
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'condition',
  'city',
  'registrationCity',
] as const
const VIN = /^[A-HJ-NPR-Z0-9]{17}$/
const FRAME = /^[A-Z0-9]{2,7}-\d{5,7}$/

export const stepOf = (field: string): Step =>
  ['price', 'priceSure', 'title', 'description'].includes(field)
    ? 'details'
    : field === 'photos'
      ? 'photos'
      : 'car'

const tidyChassis = (typed: string): string => typed.toUpperCase().replace(/\s+/g, '')

/** The price in whole rupees once it is certain. */
export const surePrice = (fields: Pick<Fields, 'price' | 'priceSure'>): number | undefined => {
  const doubt = weighPrice(fields.price, fields.priceSure)
  return doubt.kind === 'sure' ? doubt.rupees : undefined
}

const priceProblems = (fields: Fields): FieldProblems => {
  const doubt = weighPrice(fields.price, fields.priceSure)
  return doubt.kind === 'sure'
    ? {}
    : { price: doubt.kind === 'ask' ? 'sell.price.sure' : doubt.problem }
}

/**
 * What is wrong in a step; an empty object when it may be left. The server has the last word.
 */
export const problemsIn = (fields: Fields, step: Step): FieldProblems => {
  if (step === 'details') return priceProblems(fields)
  if (step !== 'car') return {}
  const problems: { -readonly [name in keyof Fields]?: MessageKey } = {}
  for (const name of CHOSEN) if (fields[name] === '') problems[name] = 'sell.required'
  const km = readWhole(fields.km)
  if (km === undefined || km > 2_000_000) problems.km = 'sell.km.bad'
  const engine = readWhole(fields.engineCc)
  if (engine === undefined || engine > 9_999) problems.engineCc = 'sell.engine.bad'
  const chassis = tidyChassis(fields.chassis)
  if (chassis !== '' && !VIN.test(chassis) && !FRAME.test(chassis))
    problems.chassis = 'sell.chassis.bad'
  return problems
}

/** The furthest step that may be shown: the first with open questions, else the last. */
export const firstOpen = (fields: Fields): Step =>
  STEPS.find((step) => Object.keys(problemsIn(fields, step)).length > 0) ?? 'review'

const given = <T extends object>(part: T): Partial<T> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== '')) as Partial<T>

/** The body of POST /listings. Only for fields without problems. */
export const bodyOf = (fields: Fields, photos: readonly string[]): ListingBody => {
  const chassis = tidyChassis(fields.chassis)
  const text = fields.description.trim()
  const {
    make,
    model,
    fuel,
    transmission,
    assembly,
    body,
    colour,
    city,
    registrationCity,
    condition,
    features,
  } = fields
  return {
    make,
    model,
    fuel,
    transmission,
    assembly,
    body,
    colour,
    city,
    registrationCity,
    condition,
    features,
    ...given({
      generation: fields.generation,
      variant: fields.variant,
      area: fields.area,
      title: fields.title.trim(),
    }),
    year: Number(fields.year),
    km: readWhole(fields.km) ?? 0,
    engineCc: readWhole(fields.engineCc) ?? 0,
    price: moneyOf(surePrice(fields) ?? 0),
    ...(VIN.test(chassis) ? { vin: chassis } : chassis === '' ? {} : { frameNumber: chassis }),
    ...(text === ''
      ? {}
      : {
          description: {
            text,
            lang: /[\u0600-\u06FF]/.test(text) ? 'ur' : 'en',
          },
        }),
    photos,
    visibility: 'public',
    channels: ['automart'],
  }
}
