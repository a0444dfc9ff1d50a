// Results on the HTTP surface: the query's parameters, cards and facets.
import { moneyOut } from '@pk-auto/http/money-schema'
import { z } from 'zod'
import { id, label, photo, time } from './listing.ts'

const one = z.string().max(200).optional()
const many = z.union([z.string().max(80), z.array(z.string().max(80)).max(40)]).optional()

/**
 * Filters that stay within one value, and those that may be repeated. What a value means, search
 * knows.
 */
const SINGLE = [
  'yearFrom',
  'yearTo',
  'priceFrom',
  'priceTo',
  'kmFrom',
  'kmTo',
  'engineFrom',
  'engineTo',
  'certified',
  'inspected',
  'hasVideo',
  'near',
] as const
const REPEATED = [
  'city',
  'area',
  'make',
  'model',
  'variant',
  'generation',
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'registrationCity',
  'condition',
  'sellerType',
] as const
export const FILTERS = [...SINGLE, ...REPEATED] as const

export const searchQuery = z.strictObject({
  ...(Object.fromEntries(SINGLE.map((name) => [name, one])) as Record<
    (typeof SINGLE)[number],
    typeof one
  >),
  ...(Object.fromEntries(REPEATED.map((name) => [name, many])) as Record<
    (typeof REPEATED)[number],
    typeof many
  >),
  q: one,
  sort: one,
  limit: z.coerce.number().int().min(1).max(100).default(24),
  after: z.string().max(2_000).optional(),
  lang: z.enum(['en', 'ur']).optional(),
})

export type SearchQuery = z.output<typeof searchQuery>

export const card = z
  .strictObject({
    id,
    title: label,
    make: z.string(),
    model: z.string(),
    variant: z.string().optional(),
    year: z.int(),
    price: moneyOut,
    km: z.int(),
    city: z.string(),
    fuel: z.string(),
    transmission: z.string(),
    sellerType: z.string(),
    photo: photo.optional(),
    photoCount: z.int(),
    badges: z.array(z.string()),
    publishedAt: time,
    droppedFrom: moneyOut.optional(),
  })
  .meta({ id: 'Card' })

const filterValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

const setAside = z.strictObject({
  text: z
    .string()
    .meta({ description: 'Words of q that filter nothing, as typed', example: 'corolla' }),
  filter: z.string().optional().meta({
    description: 'The chosen filter that won over them; absent when no filter could hold them',
    example: 'make',
  }),
})

export const searchPage = z
  .strictObject({
    items: z.array(card),
    total: z.strictObject({ value: z.int(), exact: z.boolean() }),
    facets: z
      .record(z.string(), z.array(z.strictObject({ value: z.string(), label, count: z.int() })))
      .optional(),
    understood: z.strictObject({
      filters: z.record(z.string(), filterValue),
      text: z.string(),
      setAside: z.array(setAside),
    }),
    repairs: z.array(
      z.strictObject({
        drop: z.string().meta({
          description: 'A filter, q for the text, or price, year, km, engine for both bounds of it',
          example: 'year',
        }),
        total: z.int(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'SearchPage' })

export type CardOut = z.input<typeof card>
export type SearchPageOut = z.input<typeof searchPage>
