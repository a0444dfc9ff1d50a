// The fields of a draft: which step asks for what, what is wrong with them, and the request body
// they become.
import type { MessageKey } from '@pk-auto/ui/words'
import { moneyOf } from '@pk-auto/ui/price'
import { readChassis, readEngine, readKm, type NoChassis, type Reading } from '@pk-auto/ui/reading'
import { HIGHEST_CC, HIGHEST_KM } from '@pk-auto/client-api/listing-bounds.gen'
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
const CHASSIS_PROBLEM = {
  empty: undefined,
  placeholder: 'sell.chassis.placeholder',
  shape: 'sell.chassis.bad',
} as const satisfies Record<NoChassis, MessageKey | undefined>

export const stepOf = (field: string): Step =>
  ['price', 'priceSure', 'title', 'description'].includes(field)
    ? 'details'
    : field === 'photos'
      ? 'photos'
      : 'car'

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
  const km = readKm(fields.km)
  if (!km.ok) problems.km = 'sell.km.bad'
  else if (km.value > HIGHEST_KM) problems.km = 'sell.km.high'
  const engine = readEngine(fields.engineCc)
  if (!engine.ok) problems.engineCc = 'sell.engine.bad'
  else if (engine.value > HIGHEST_CC) problems.engineCc = 'sell.engine.high'
  const chassis = readChassis(fields.chassis)
  const wrong = chassis.ok ? undefined : CHASSIS_PROBLEM[chassis.why]
  if (wrong) problems.chassis = wrong
  return problems
}

/** The furthest step that may be shown: the first with open questions, else the last. */
export const firstOpen = (fields: Fields): Step =>
  STEPS.find((step) => Object.keys(problemsIn(fields, step)).length > 0) ?? 'review'

const given = <T extends object>(part: T): Partial<T> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== '')) as Partial<T>

/** The number of a field without problems. */
export const measured = (reading: Reading<number, string>): number =>
  reading.ok ? reading.value : 0

/** The body of POST /listings. Only for fields without problems. */
export const bodyOf = (fields: Fields, photos: readonly string[]): ListingBody => {
  const chassis = readChassis(fields.chassis)
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
    km: measured(readKm(fields.km)),
    engineCc: measured(readEngine(fields.engineCc)),
    price: moneyOf(surePrice(fields) ?? 0),
    ...(chassis.ok
      ? { [chassis.value.kind === 'vin' ? 'vin' : 'frameNumber']: chassis.value.number }
      : {}),
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
