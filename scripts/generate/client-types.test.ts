// The web client writes its own types of the gateway's answers; this holds them to the gateway's
// OpenAPI document.
import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  $ref?: string
  oneOf?: Schema[]
  anyOf?: Schema[]
}
type Operation = { requestBody?: Body; responses: Record<string, Body> }
type Body = { content?: { 'application/json'?: { schema: Schema } } }
const openapi = JSON.parse(readFileSync('gateways/pwa/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
const whole = (schema: Schema | undefined): Schema =>
  schema?.$ref
    ? whole(openapi.components.schemas[schema.$ref.split('/').at(-1) ?? ''])
    : (schema ?? {})
const answer = (path: string, method: string, status: number): Schema =>
  whole(openapi.paths[path]?.[method]?.responses[status]?.content?.['application/json']?.schema)
const component = (name: string): Schema => whole(openapi.components.schemas[name])
const item = (schema: Schema | undefined): Schema => whole(whole(schema).items)
const inside = (schema: Schema, ...names: string[]): Schema =>
  names.reduce((from, name) => whole(from.properties?.[name]), schema)

const taxonomy = answer('/api/v1/taxonomy', 'get', 200)
const make = item(inside(taxonomy, 'makes'))
const model = item(inside(make, 'models'))
const generation = item(inside(model, 'generations'))
/** Each type of the client's types.ts and what the gateway says it is. */
const ANSWERS: Readonly<Record<string, Schema>> = {
  Photo: component('Photo'),
  Card: component('Card'),
  Listing: component('Listing'),
  Seller: component('Seller'),
  Person: component('Person'),
  Media: component('Media'),
  SearchPage: answer('/api/v1/listings', 'get', 200),
  PricePoint: item(answer('/api/v1/listings/{id}/price-history', 'get', 200)),
  Challenge: answer('/api/v1/auth/otp/request', 'post', 202),
  SignedIn: answer('/api/v1/auth/otp/verify', 'post', 200),
  Device: item(inside(answer('/api/v1/me/devices', 'get', 200), 'items')),
  SignedUpload: answer('/api/v1/media/sign', 'post', 200),
  Taxonomy: taxonomy,
  Make: make,
  Model: model,
  Generation: generation,
  Variant: item(inside(generation, 'variants')),
  City: item(inside(taxonomy, 'cities')),
}

type Field = { name: string; optional: boolean }
type Node = { type: string; [key: string]: unknown }

/** The fields each exported object type has, those it takes over from others included. */
function clientTypes(): ReadonlyMap<string, readonly Field[]> {
  const path = 'clients/pwa/src/api/types.ts'
  const { program } = parseSync(path, readFileSync(path, 'utf8'))
  const aliases = new Map<string, Node>()
  for (const statement of program.body as unknown as Node[]) {
    const declaration = (statement['declaration'] ?? statement) as Node | null
    if (declaration?.type === 'TSTypeAliasDeclaration')
      aliases.set(
        (declaration['id'] as { name: string }).name,
        declaration['typeAnnotation'] as Node,
      )
  }
  const fieldsOf = (node: Node | undefined): Field[] => {
    if (node?.type === 'TSIntersectionType') return (node['types'] as Node[]).flatMap(fieldsOf)
    if (node?.type === 'TSTypeReference')
      return fieldsOf(aliases.get((node['typeName'] as { name?: string }).name ?? ''))
    if (node?.type !== 'TSTypeLiteral') return []
    return (node['members'] as Node[])
      .filter(({ type }) => type === 'TSPropertySignature')
      .map((member) => ({
        name: (member['key'] as { name: string }).name,
        optional: member['optional'] === true,
      }))
  }
  return new Map([...aliases].map(([name, node]) => [name, fieldsOf(node)]))
}

const types = clientTypes()

describe.each(Object.entries(ANSWERS))('what the client calls %s', (name, schema) => {
  test('has no field the gateway never sends, and relies on none it may leave out', () => {
    const fields = types.get(name) ?? []
    expect(fields.length, `types.ts has no ${name}`).toBeGreaterThan(0)
    const sent = Object.keys(schema.properties ?? {})
    expect(fields.filter((field) => !sent.includes(field.name)).map((field) => field.name)).toEqual(
      [],
    )
    expect(
      fields
        .filter((field) => !field.optional && !schema.required?.includes(field.name))
        .map((field) => field.name),
    ).toEqual([])
  })
})

test('what the client posts as a listing, the gateway takes', () => {
  const takes = Object.keys(component('ListingBody').properties ?? {})
  expect(
    (types.get('ListingBody') ?? [])
      .map((field) => field.name)
      .filter((name) => !takes.includes(name)),
  ).toEqual([])
})
