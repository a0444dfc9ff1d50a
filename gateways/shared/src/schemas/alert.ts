// Saved searches on the HTTP surface: the parameters of GET /listings as an object, and wishes.
import { z } from 'zod'
import { MOST_OF } from '@pk-auto/reading/bound'
import { id, time } from './listing.ts'
import { card, FILTERS } from './search.ts'

const text = z.string().max(200)
const value = z.union([text, z.number(), z.boolean(), z.array(text).max(40)])
type Measure = keyof typeof MOST_OF
const bound = (measure: Measure) => z.int().min(0).max(MOST_OF[measure])
const measureOf = (name: string) => /^(year|price|km|engine)(From|To)$/.exec(name)?.[1]
const filters = Object.fromEntries(
  FILTERS.map((name) => {
    const measure = measureOf(name) as Measure | undefined
    return [name, (measure ? bound(measure) : value).optional()]
  }),
) as { [F in (typeof FILTERS)[number]]: z.ZodOptional<typeof value> }

const query = z.strictObject({ ...filters, q: text.optional() }).meta({
  id: 'AlertQuery',
  description: 'Parameters of GET /listings; `q` is read into filters when it is saved',
  example: { q: 'corolla grande', city: ['lahore'], priceTo: 3_000_000 },
})
export type AlertQuery = z.output<typeof query>

const way = z.enum(['push', 'in-app', 'email', 'sms', 'whatsapp'])
const frequency = z.enum(['instant', 'daily'])
const name = z.string().max(80)
const channels = z.array(way).min(1).max(5)

export const alertBody = z
  .strictObject({ name: name.optional(), query, channels, frequency })
  .meta({
    id: 'AlertBody',
    example: { query: { q: 'corolla lahore' }, channels: ['push'], frequency: 'instant' },
  })

export const alertPatch = z
  .strictObject({ name, channels, frequency })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, {
    message: 'Name at least one field to change',
    params: { code: 'REQUIRED' },
  })
  .meta({ id: 'AlertPatch', minProperties: 1, example: { frequency: 'daily' } })

export const alert = z
  .strictObject({
    id,
    version: z.int(),
    name: z.string().meta({ description: 'Empty until its owner gives one' }),
    query,
    channels: z.array(way),
    frequency,
    createdAt: time,
    lastAlertAt: time.optional(),
    new: z.int().meta({ description: 'Ads that have matched since its owner last looked' }),
    matches: z
      .int()
      .optional()
      .meta({ description: 'Live ads that match; when it is made, and search can be asked' }),
  })
  .meta({ id: 'Alert' })
export type AlertOut = z.input<typeof alert>

export const alertList = z
  .strictObject({ items: z.array(alert), next: z.string().nullable() })
  .meta({ id: 'Alerts' })
export const alertMatches = z
  .strictObject({ items: z.array(card), next: z.string().nullable() })
  .meta({ id: 'AlertMatches' })
