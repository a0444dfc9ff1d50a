// What a car can be, cacheable; and what somebody missed in it.
import { etagOf, isFresh } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import type { TaxonomyCache } from '@pk-auto/gateway-shared/taxonomy-cache'
import { label, langQuery } from '@pk-auto/gateway-shared/schemas/listing'

const term = z
  .strictObject({ slug: z.string(), name: label, hex: z.string().optional() })
  .meta({ id: 'Term' })
const years = { yearFrom: z.int().optional(), yearTo: z.int().optional() }
const variant = z
  .strictObject({
    slug: z.string(),
    name: label,
    engineCc: z.int(),
    fuel: z.string(),
    transmission: z.string(),
    ...years,
  })
  .meta({ id: 'Variant' })
const generation = z
  .strictObject({
    slug: z.string(),
    name: label,
    ...years,
    yearFrom: z.int(),
    assembly: z.string(),
    variants: z.array(variant),
  })
  .meta({ id: 'Generation' })
const model = z
  .strictObject({
    slug: z.string(),
    name: label,
    body: z.string(),
    generations: z.array(generation),
  })
  .meta({ id: 'Model' })
const make = z
  .strictObject({ slug: z.string(), name: label, models: z.array(model) })
  .meta({ id: 'Make' })
const city = z
  .strictObject({ slug: z.string(), name: label, province: z.string(), areas: z.array(term) })
  .meta({ id: 'City' })
const schema = z
  .strictObject({
    version: z.int(),
    makes: z.array(make),
    cities: z.array(city),
    enums: z.record(z.string(), z.array(term)),
  })
  .meta({ id: 'Taxonomy' })

const query = langQuery.extend({
  version: z.coerce.number().int().min(1).max(999_999_999).optional().meta({
    description: 'The version that is wanted: an answer that is of it may be stored for a year.',
  }),
})

const wish = z
  .strictObject({ make: z.string().max(200), model: z.string().max(200) })
  .meta({ id: 'ModelWish', example: { make: 'Kia', model: 'Stonic' } })

/** Asks catalogue.GetTaxonomy, at most once a minute, and WishModel. */
export function taxonomyRoutes(
  app: Http,
  taxonomy: TaxonomyCache,
  catalogue: Pick<Clients['catalogue'], 'wishModel'>,
): void {
  app.put(
    '/api/v1/taxonomy/wishes',
    {
      schema: {
        ...operation({
          id: 'wishModel',
          tag: 'Selling',
          summary: 'Tell us of a make or model that is missing',
          description:
            'Nothing of who tells is stored. Telling again the same day changes nothing.',
          who: 'anyone',
        }),
        body: wish,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await catalogue.wishModel(request.body)
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/taxonomy',
    {
      schema: {
        ...operation({
          id: 'getTaxonomy',
          tag: 'Finding',
          summary: 'What a car can be: makes, models, cities and every closed list',
          who: 'anyone',
          takes: ['If-None-Match'],
          gives: ['ETag'],
        }),
        querystring: query,
        response: { 200: schema },
      },
    },
    async (request, reply) => {
      const { taxonomy: copy, json } = await taxonomy.get()
      const etag = etagOf(copy.version)
      reply
        .header('ETag', etag)
        .header(
          'Cache-Control',
          request.query.version === copy.version
            ? 'public, max-age=31536000, immutable'
            : 'public, max-age=300, stale-while-revalidate=86400',
        )
      if (isFresh(request, etag)) return reply.code(304 as 200).send('' as never)
      return reply.type('application/json').send(json as never)
    },
  )
}
