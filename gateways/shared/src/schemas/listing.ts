// A listing on the HTTP surface: what a seller writes and what a visitor reads.
import { moneyIn, moneyOut } from '@pk-auto/http/money-schema'
import { z } from 'zod'
import { documentedAs, LISTING_BOUNDS, VISIBLE } from './bounds.ts'

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'a value is a lower-case slug')
export const id = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'this is not an id')
export const listingState = z.enum(['draft', 'live', 'sold', 'closed', 'expired'])
export const label = z.strictObject({ en: z.string(), ur: z.string() }).meta({ id: 'Label' })
/**
 * What an address without parameters of its own may still carry: the language of labels and
 * problems.
 */
export const langQuery = z.strictObject({ lang: z.enum(['en', 'ur']).optional() })

const lang = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is a BCP 47 tag')
  .meta(documentedAs({ type: 'string', enum: ['en', 'ur', 'ur-Latn'] }))

const text = z.string().min(1).max(LISTING_BOUNDS.maxDescription)
const description = z.strictObject({ text, lang })
const title = z.string().trim().min(1).max(LISTING_BOUNDS.maxTitle).meta(VISIBLE)
const chassis = z.string().max(40)
const photoIds = z
  .array(z.string().max(64))
  .max(60)
  .meta(
    documentedAs({
      type: 'array',
      maxItems: LISTING_BOUNDS.maxPhotos,
      uniqueItems: true,
      items: { type: 'string', format: 'uuid' },
      description: 'Media ids, the cover first',
    }),
  )
const visibility = z.enum(['public', 'wholesale-public', 'wholesale'])

const whole = (minimum: number, maximum: number, also: object = {}) =>
  z.int32().meta(documentedAs({ type: 'integer', minimum, maximum, ...also }))
/** What a car may cost, in the market's own money. */
export const documentedPrice = documentedAs({
  type: 'object',
  properties: {
    minor: {
      type: 'integer',
      minimum: LISTING_BOUNDS.minPrice * 100,
      maximum: LISTING_BOUNDS.maxPrice * 100,
      multipleOf: 100,
      description: 'Paisa of whole rupees: 285000000 is 28.5 lac',
      example: 285_000_000,
    },
    currency: { type: 'string', enum: ['PKR'] },
  },
  required: ['minor', 'currency'],
  additionalProperties: false,
})
/** A slug of one of the lists of GET /taxonomy. */
const oneOf = (list: string, example: string) =>
  slug.meta({ description: `A slug of \`${list}\` in GET /taxonomy`, example })

const COROLLA = {
  make: 'toyota',
  model: 'corolla',
  year: 2016,
  price: { minor: 285_000_000, currency: 'PKR' },
  km: 84_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'lahore',
  registrationCity: 'lahore',
  condition: 'used',
  description: { text: 'First owner, all papers clear.', lang: 'en' },
}

/**
 * What POST takes whole and PATCH in part: nothing that nobody would store. Meanings are checked by
 * the owning service.
 */
export const listingBody = z
  .strictObject({
    make: oneOf('makes', 'toyota'),
    model: oneOf('makes[].models', 'corolla'),
    generation: oneOf('makes[].models[].generations', 'corolla-11th').optional(),
    variant: oneOf('makes[].models[].generations[].variants', 'corolla-11th-gli-1-3').optional(),
    year: whole(LISTING_BOUNDS.earliestYear, LISTING_BOUNDS.latestYear, {
      description: 'The model year, at most the next one',
      example: 2016,
    }),
    price: moneyIn.meta(documentedPrice),
    km: whole(0, LISTING_BOUNDS.maxKm, { example: 84_000 }),
    engineCc: whole(0, LISTING_BOUNDS.maxEngineCc, {
      description: '0 for an electric car, and for no other',
      example: 1_300,
    }),
    fuel: oneOf('enums.fuel', 'petrol'),
    transmission: oneOf('enums.transmission', 'manual'),
    assembly: oneOf('enums.assembly', 'local'),
    body: oneOf('enums.body', 'sedan'),
    colour: oneOf('enums.colour', 'white'),
    city: oneOf('cities', 'lahore'),
    area: oneOf('cities[].areas', 'dha-phase-5').optional(),
    registrationCity: slug.meta({
      description: 'A slug of `cities` in GET /taxonomy, or `unregistered`',
      example: 'lahore',
    }),
    condition: oneOf('enums.condition', 'used'),
    vehicleId: id.optional(),
    vin: chassis
      .optional()
      .meta({ description: '17 letters and digits without I, O and Q; or frameNumber, not both' }),
    frameNumber: chassis
      .optional()
      .meta({ description: 'Of a Japanese import', example: 'SV30-0169266' }),
    features: z.array(oneOf('enums.feature', 'abs')).max(60).default([]),
    title: title.optional(),
    description: description.optional(),
    photos: photoIds.default([]),
    visibility: visibility.default('public'),
    channels: z.array(slug).max(5).default(['automart']),
  })
  .meta({ id: 'ListingBody', example: COROLLA })

export type ListingBody = z.output<typeof listingBody>

/** A part of a listing. Null empties an optional field. */
const { features: _f, photos: _p, visibility: _v, channels: _c, ...plain } = listingBody.shape
export const listingPatch = z
  .strictObject({
    ...Object.fromEntries(Object.entries(plain).map(([name, schema]) => [name, schema.optional()])),
    features: z.array(slug).max(60).optional(),
    photos: photoIds.optional(),
    visibility: visibility.optional(),
    channels: z.array(slug).max(5).optional(),
    generation: slug.nullish(),
    variant: slug.nullish(),
    area: slug.nullish(),
    title: title.nullish(),
    description: description.nullish(),
    vehicleId: id.nullish(),
    vin: chassis.nullish(),
    frameNumber: chassis.nullish(),
  })
  .refine((patch) => Object.keys(patch).length > 0, {
    message: 'Name at least one field to change',
    params: { code: 'REQUIRED' },
  })
  .meta({
    id: 'ListingPatch',
    minProperties: 1,
    example: { price: { minor: 275_000_000, currency: 'PKR' }, km: 84_500 },
  })

export const photo = z
  .strictObject({
    mediaId: id,
    width: z.int(),
    height: z.int(),
    placeholder: z.string().optional(),
    alt: z.string().optional(),
    urls: z
      .strictObject({
        ...{ thumb: z.string(), card: z.string(), medium: z.string(), large: z.string() },
        ...{ full: z.string(), jpeg: z.string() },
      })
      .meta({
        description:
          'Longest sides of 240, 640, 960, 1200 and 1600 pixels as WebP; ' +
          '`jpeg` is the full one for whom reads no WebP',
      }),
  })
  .meta({ id: 'Photo' })

export const time = z
  .string()
  .meta({ description: 'RFC 3339, UTC, milliseconds', example: '2026-11-20T12:00:00.000Z' })

export const sellerType = z.enum(['individual', 'dealer'])
export type SellerType = z.output<typeof sellerType>

export const seller = z
  .strictObject({
    id,
    type: sellerType,
    name: z.string().optional(),
    city: z.string().optional(),
    memberSince: time.optional(),
    phoneVerified: z.boolean().optional(),
  })
  .meta({ id: 'Seller' })

export const listing = z
  .strictObject({
    id,
    version: z.int(),
    state: listingState,
    title: label,
    make: z.string(),
    model: z.string(),
    generation: z.string().optional(),
    variant: z.string().optional(),
    year: z.int(),
    price: moneyOut,
    km: z.int(),
    engineCc: z.int(),
    fuel: z.string(),
    transmission: z.string(),
    assembly: z.string(),
    body: z.string(),
    colour: z.string(),
    city: z.string(),
    area: z.string().optional(),
    registrationCity: z.string(),
    condition: z.string(),
    features: z.array(z.string()),
    sellerTitle: z.string().optional().meta({ description: 'What the seller wrote as a title' }),
    description: z.strictObject({ text: z.string(), lang: z.string() }).optional(),
    photos: z.array(photo),
    visibility,
    channels: z.array(z.string()),
    seller: seller.optional(),
    own: z.literal(true).optional().meta({ description: 'The reader is its seller' }),
    contact: z
      .array(z.enum(['message', 'call', 'whatsapp', 'offer']))
      .optional()
      .meta({ description: 'How the seller may be reached; a live ad has it' }),
    contactHours: z
      .strictObject({ from: z.string(), to: z.string() })
      .optional()
      .meta({ description: 'When the seller answers calls, HH:MM of the market’s zone' }),
    labels: z.record(z.string(), label).optional(),
    badges: z.array(z.string()).optional(),
    droppedFrom: moneyOut.optional(),
    vehicleId: id.optional().meta({ description: 'The seller alone sees it' }),
    vin: z.string().optional().meta({ description: 'The seller alone sees it' }),
    frameNumber: z.string().optional().meta({ description: 'The seller alone sees it' }),
    createdAt: time,
    updatedAt: time,
    publishedAt: time.optional(),
    closedAt: time.optional(),
    expiresAt: time.optional(),
    undoSaleMs: z
      .int()
      .min(1)
      .optional()
      .meta({
        description:
          'Milliseconds left, as this is answered, to take the sale back by reactivating the ad; ' +
          'the seller alone sees it',
      }),
  })
  .meta({ id: 'Listing' })

export type ListingOut = z.input<typeof listing>
