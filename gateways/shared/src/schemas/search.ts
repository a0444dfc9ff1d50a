// Results on the HTTP surface: the query's parameters, cards and facets.
import { moneyOut } from '@pk-auto/http/money-schema'
import { z } from 'zod'
import { MOST_OF } from '@pk-auto/reading/bound'
import { documentedAs } from './bounds.ts'
import { id, label, photo, sellerType, time } from './listing.ts'

/** A form sends the fields nobody filled in: an empty value is no filter. */
const mayBeEmpty = (shown: object) => documentedAs({ ...shown, allowEmptyValue: true })
const one = z.string().max(200).optional()
const many = z
  .union([z.string().max(80), z.array(z.string().max(80)).max(40)])
  .optional()
  .meta({
    description:
      'Slugs as GET /taxonomy has them, or names (`ٹویوٹا`, `lhr`): `corrections` has the slugs; ' +
      'repeat the parameter for several',
    ...mayBeEmpty({
      type: 'array',
      maxItems: 40,
      items: { type: 'string', maxLength: 80 },
    }),
  })
const UNITS = { year: 'model years', price: 'whole rupees', km: 'km', engine: 'cc' } as const
const TYPED = {
  year: '`۲۰۱۶`',
  price: '`28,5 lac`, `Rs2850000`, `۳۰ لاکھ`',
  km: '`km 50000`, `1.5 lac`',
  engine: '`1.3` litres, `1300 cc`',
} as const
const bound = (measure: keyof typeof MOST_OF) =>
  one.meta({
    description: `In ${UNITS[measure]}, itself included. Also as people type it: ${TYPED[measure]}`,
    ...mayBeEmpty({ type: 'integer', minimum: 0, maximum: MOST_OF[measure] }),
  })
const flag = one.meta(mayBeEmpty({ type: 'boolean' }))
const LATITUDE = '-?[0-8]?[0-9](\\.[0-9]{1,8})?'
const LONGITUDE = '-?(1[0-7][0-9]|[0-9]{1,2})(\\.[0-9]{1,8})?'

/**
 * The filters of a search: choices may be repeated, bounds and flags stay within one value. What a
 * value means, search knows; it takes an empty one for none.
 */
const CHOICES = [
  'make',
  'model',
  'generation',
  'variant',
  'city',
  'area',
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'registrationCity',
  'condition',
  'sellerType',
] as const
const BOUNDS = {
  yearFrom: bound('year'),
  yearTo: bound('year'),
  priceFrom: bound('price'),
  priceTo: bound('price'),
  kmFrom: bound('km'),
  kmTo: bound('km'),
  engineFrom: bound('engine'),
  engineTo: bound('engine'),
}
const FLAGS = { certified: flag, inspected: flag, hasVideo: flag }
const SORTS = [
  'relevance',
  'newest',
  'price-asc',
  'price-desc',
  'km-asc',
  'year-desc',
  'distance',
] as const
/** An order newer than this build is none. */
export const isSort = (text: string): text is (typeof SORTS)[number] =>
  (SORTS as readonly string[]).includes(text)

const filters = {
  ...(Object.fromEntries(CHOICES.map((name) => [name, many])) as Record<
    (typeof CHOICES)[number],
    typeof many
  >),
  ...BOUNDS,
  ...FLAGS,
  near: one.meta({
    ...mayBeEmpty({ type: 'string', pattern: `^${LATITUDE},${LONGITUDE},[1-9][0-9]{0,2}$` }),
    description: 'Latitude, longitude and kilometres',
    example: '31.5204,74.3587,50',
  }),
}
export const FILTERS = Object.keys(filters) as (keyof typeof filters)[]

export const searchQuery = z.strictObject({
  ...filters,
  q: one.meta({
    description: 'What people type, in any of three scripts',
    example: 'corolla lahore',
  }),
  seller: id.optional().meta({ description: 'Only the ads of this person' }),
  sort: one.meta({
    ...mayBeEmpty({ type: 'string', enum: SORTS }),
    description: '`distance` needs `near`',
  }),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  after: z.string().max(2_000).optional().meta({ description: '`next` of the page before' }),
  lang: z.enum(['en', 'ur']).optional().meta({ description: 'Instead of Accept-Language' }),
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
    sellerType,
    photo: photo.optional(),
    photoCount: z.int(),
    badges: z.array(z.string()),
    publishedAt: time,
    droppedFrom: moneyOut.optional(),
  })
  .meta({ id: 'Card' })

const facetValue = z
  .strictObject({ value: z.string(), label, count: z.int() })
  .meta({ id: 'FacetValue' })
const filterValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

const correction = z.strictObject({
  filter: z.string().meta({
    description: 'A filter, or price, year, km, engine for both bounds of it',
    example: 'make',
  }),
  why: z.enum(['named', 'swapped']).meta({
    description: 'Its value was given by name, or its bounds came the wrong way round',
  }),
  given: z.string().optional().meta({ description: 'The name as given', example: 'ٹویوٹا' }),
  value: z.string().optional().meta({ description: 'What it stands for', example: 'toyota' }),
})

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
    facets: z.record(z.string(), z.array(facetValue)).optional(),
    understood: z.strictObject({
      filters: z.record(z.string(), filterValue),
      sort: z.enum(SORTS).optional().meta({
        description: 'The order that q asks for; `sort` wins over it',
        example: 'price-asc',
      }),
      nearPrice: z.int().optional().meta({
        description: 'Rupees, of a price alone in q: ads near it come first',
        example: 2_200_000,
      }),
      text: z.string(),
      setAside: z.array(setAside),
    }),
    corrections: z.array(correction).optional().meta({
      description: 'What of the filters was put right before the search ran',
    }),
    repairs: z.array(
      z.strictObject({
        drop: z.string().meta({
          description: 'A filter, q for the text, or price, year, km, engine for both bounds of it',
          example: 'year',
        }),
        also: z.string().optional().meta({
          description: 'What has to go as well, where neither would do alone',
          example: 'priceTo',
        }),
        total: z.int(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'SearchPage' })

export const similar = z
  .strictObject({ sameCar: z.array(card), sameMoney: z.array(card) })
  .meta({ id: 'SimilarListings' })

export type CardOut = z.input<typeof card>
export type SearchPageOut = z.input<typeof searchPage>
