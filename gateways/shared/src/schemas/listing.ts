// A listing on the HTTP surface: what a seller writes and what a visitor reads.
import { moneyIn, moneyOut } from '@pk-auto/http/money-schema'
import { z } from 'zod'

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'a value is a lower-case slug')
export const id = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'this is not an id')
export const label = z.strictObject({ en: z.string(), ur: z.string() }).meta({ id: 'Label' })
/**
 * What an address without questions of its own may still say: the language of labels and problems.
 */
export const langQuery = z.strictObject({ lang: z.enum(['en', 'ur']).optional() })

const lang = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is a BCP 47 tag')

const description = z.strictObject({ text: z.string().min(1).max(5_000), lang })

/**
 * What POST takes whole and PATCH in part: nothing that nobody would keep. Meanings are checked by
 * the owning service.
 */
export const listingBody = z
  .strictObject({
    make: slug,
    model: slug,
    generation: slug.optional(),
    variant: slug.optional(),
    year: z.int32(),
    price: moneyIn,
    km: z.int32(),
    engineCc: z.int32(),
    fuel: slug,
    transmission: slug,
    assembly: slug,
    body: slug,
    colour: slug,
    city: slug,
    area: slug.optional(),
    registrationCity: slug,
    condition: slug,
    vehicleId: id.optional(),
    vin: z.string().max(40).optional(),
    frameNumber: z.string().max(40).optional(),
    features: z.array(slug).max(60).default([]),
    title: z.string().trim().min(1).max(120).optional(),
    description: description.optional(),
    photos: z.array(z.string().max(64)).max(60).default([]),
    visibility: z.enum(['public', 'wholesale-public', 'wholesale']).default('public'),
    channels: z.array(slug).max(5).default(['automart']),
  })
  .meta({ id: 'ListingBody' })

export type ListingBody = z.output<typeof listingBody>

/** A part of a listing. Null empties an optional field. */
const { features: _f, photos: _p, visibility: _v, channels: _c, ...plain } = listingBody.shape
export const listingPatch = z
  .strictObject({
    ...Object.fromEntries(Object.entries(plain).map(([name, schema]) => [name, schema.optional()])),
    features: z.array(slug).max(60).optional(),
    photos: z.array(z.string().max(64)).max(60).optional(),
    visibility: z.enum(['public', 'wholesale-public', 'wholesale']).optional(),
    channels: z.array(slug).max(5).optional(),
    generation: slug.nullish(),
    variant: slug.nullish(),
    area: slug.nullish(),
    title: z.string().trim().min(1).max(120).nullish(),
    description: description.nullish(),
    vehicleId: id.nullish(),
    vin: z.string().max(40).nullish(),
    frameNumber: z.string().max(40).nullish(),
  })
  .refine((patch) => Object.keys(patch).length > 0, {
    message: 'Name at least one field to change',
    params: { code: 'REQUIRED' },
  })
  .meta({ id: 'ListingPatch' })

export const photo = z
  .strictObject({
    mediaId: id,
    width: z.int(),
    height: z.int(),
    placeholder: z.string().optional(),
    alt: z.string().optional(),
    urls: z.strictObject({ thumb: z.string(), card: z.string(), full: z.string() }),
  })
  .meta({ id: 'Photo' })

export const time = z
  .string()
  .meta({ description: 'RFC 3339, UTC, milliseconds', example: '2026-11-20T12:00:00.000Z' })

export const seller = z
  .strictObject({
    id,
    type: z.string(),
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
    state: z.enum(['draft', 'live', 'sold', 'closed', 'expired']),
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
    visibility: z.enum(['public', 'wholesale-public', 'wholesale']),
    channels: z.array(z.string()),
    seller: seller.optional(),
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
  })
  .meta({ id: 'Listing' })

export type ListingOut = z.input<typeof listing>
