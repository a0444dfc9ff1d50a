// For TypeScript clients: the types of each gateway's document and of the socket's frames; the
// parameters of a search and the bounds of a price as values.
import { readFile } from 'node:fs/promises'
import { folderOf } from '@pk-auto/platform/apart'
import { GATEWAY_NAMES, PARTS } from '@pk-auto/platform/parts'
import { FRAMES_PATH, generateFrames } from './client-frames.ts'
import type { Generated } from '../generated.ts'
import { openapiTypes } from './openapi-types.ts'

type GatewayName = (typeof GATEWAY_NAMES)[number]

/** The gateway whose search and whose ads every client's forms are made for. */
const SHARED: GatewayName = PARTS.web.gateway

/** Reads the committed documents: run the generator `openapi` before. */
export async function generateClientApi(): Promise<Generated> {
  const shared = JSON.parse(await readFile(documentPath(SHARED), 'utf8')) as SearchDocument &
    ListingDocument
  return new Map([
    ...(await Promise.all(GATEWAY_NAMES.map(typesOf))),
    ['clients/api/src/search-parameters.gen.ts', searchParameters(shared)],
    ['clients/api/src/listing-bounds.gen.ts', listingBounds(shared)],
    [FRAMES_PATH, await generateFrames()],
  ])
}

const documentPath = (name: GatewayName): string => `${folderOf(name)}/openapi.json`

async function typesOf(name: GatewayName): Promise<[string, string]> {
  const path = documentPath(name)
  return [
    `clients/api/src/${PARTS[name].gateway}.gen.ts`,
    `// Written by scripts/gen from ${path}.\n${await openapiTypes(path)}`,
  ]
}

type Bounded = { properties: { minor: { minimum: number; maximum: number } } }
export type ListingDocument = {
  components: {
    schemas: {
      ListingBody: {
        properties: { price: Bounded; km: { maximum: number }; engineCc: { maximum: number } }
      }
    }
  }
}

const PAISA = 100

/** What a form of an ad accepts is what the server accepts. Prices in whole rupees. */
export function listingBounds({ components }: ListingDocument): string {
  const { price, km, engineCc } = components.schemas.ListingBody.properties
  const { minimum, maximum } = price.properties.minor
  return [
    '// Written by scripts/gen from what an ad may be. Rupees, km, cc.\n',
    `export const LOWEST_PRICE = ${minimum / PAISA}\n`,
    `export const HIGHEST_PRICE = ${maximum / PAISA}\n`,
    `export const HIGHEST_KM = ${km.maximum}\n`,
    `export const HIGHEST_CC = ${engineCc.maximum}\n`,
  ].join('')
}

type Parameter = {
  name?: string
  in?: string
  schema?: { type?: string; enum?: string[]; maximum?: number }
}
export type SearchDocument = {
  paths: { '/api/v1/listings': { get: { parameters: readonly Parameter[] } } }
}

/** Lists are choices, whole numbers bounds, truth values flags: so no client spells a name. */
export function searchParameters({ paths }: SearchDocument): string {
  const query = paths['/api/v1/listings'].get.parameters.filter(
    (parameter) => parameter.in === 'query' && parameter.name !== 'limit',
  )
  const named = (type: string) =>
    query.flatMap(({ name, schema }) => (name && schema?.type === type ? [name] : []))
  const sorts = query.find(({ name }) => name === 'sort')?.schema?.enum ?? []
  const list = (name: string, values: readonly string[]) =>
    `export const ${name} = [\n${values.map((value) => `  '${value}',\n`).join('')}] as const\n`
  return [
    '// Written by scripts/gen from the parameters of GET /listings.\n',
    list('CHOICES', named('array')),
    list('BOUNDS', named('integer')),
    list('FLAGS', named('boolean')),
    list('SORTS', sorts),
  ].join('')
}
