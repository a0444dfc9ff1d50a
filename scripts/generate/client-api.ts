// The types of each gateway's document for TypeScript clients; the parameters of a search and the
// bounds of a price as values.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Generated } from './generated.ts'

// It needs TypeScript 5 and so has one of its own, next to it in clients/api.
const CLI = 'clients/api/node_modules/openapi-typescript/bin/cli.js'
const OPTIONS = [
  '--immutable',
  '--default-non-nullable=false',
  '--root-types',
  '--root-types-no-schema-prefix',
]

/** Reads the committed documents: run the generator `openapi` before. */
export async function generateClientApi(): Promise<Generated> {
  const gateways = (await readdir('gateways')).filter((name) =>
    existsSync(`gateways/${name}/openapi.json`),
  )
  const files = await Promise.all(
    gateways.map(async (name) => {
      const path = `gateways/${name}/openapi.json`
      const { stdout } = await promisify(execFile)(process.execPath, [CLI, path, ...OPTIONS], {
        maxBuffer: 1 << 26,
      })
      return [
        `clients/api/src/${name}.gen.ts`,
        `// Written by scripts/gen from ${path}.\n${stdout}`,
      ]
    }),
  )
  const document = JSON.parse(
    await readFile('gateways/pwa/openapi.json', 'utf8'),
  ) as SearchDocument & PriceDocument
  return new Map([
    ...(files as [string, string][]),
    ['clients/api/src/search-parameters.gen.ts', searchParameters(document)],
    ['clients/api/src/price-bounds.gen.ts', priceBounds(document)],
  ])
}

type Bounded = { properties: { minor: { minimum: number; maximum: number } } }
export type PriceDocument = {
  components: { schemas: { ListingBody: { properties: { price: Bounded } } } }
}

const PAISA = 100

/** Of an ad, in whole rupees: what a form accepts is what the server accepts. */
export function priceBounds({ components }: PriceDocument): string {
  const { minimum, maximum } = components.schemas.ListingBody.properties.price.properties.minor
  return [
    '// Written by scripts/gen from the price of an ad. Whole rupees.\n',
    `export const LOWEST_PRICE = ${minimum / PAISA}\n`,
    `export const HIGHEST_PRICE = ${maximum / PAISA}\n`,
  ].join('')
}

type Parameter = { name?: string; in?: string; schema?: { type?: string; enum?: string[] } }
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
