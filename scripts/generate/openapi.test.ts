// What a stranger needs of each gateway's committed document, operation by operation.
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'

type Schema = {
  $ref?: string
  type?: string
  minimum?: number
  maximum?: number
  maxItems?: number
  oneOf?: readonly Schema[]
  maxLength?: number
  enum?: readonly string[]
  example?: unknown
  properties?: Record<string, Schema>
}
type Media = { content?: Record<string, { schema: Schema; example?: unknown }> }
type Operation = {
  operationId?: string
  summary?: string
  tags?: string[]
  security?: object[]
  parameters?: { $ref?: string; in?: string; name?: string; schema?: Schema }[]
  requestBody?: Media & { required?: boolean }
  responses: Record<string, Media & { $ref?: string; headers?: object; description?: string }>
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; responses: Record<string, Media> }
}

const gateways = readdirSync('gateways').filter((name) =>
  existsSync(`gateways/${name}/openapi.json`),
)
const documentOf = (gateway: string) =>
  JSON.parse(readFileSync(`gateways/${gateway}/openapi.json`, 'utf8')) as Document

describe.each(gateways)('the document of gateway %s', (gateway) => {
  const document = documentOf(gateway)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      method,
      operation,
    })),
  )
  const refs = ({ parameters = [] }: Operation) =>
    parameters.flatMap(({ $ref }) => ($ref ? [$ref.split('/').at(-1)] : []))

  test('no two operations share an id', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each(operations)('$name declares what it is and who may ask', ({ operation }) => {
    expect(operation).toMatchObject({
      operationId: expect.stringMatching(/^[a-z][A-Za-z]+$/),
      summary: expect.stringMatching(/^[A-Z].{4,}/),
      tags: [expect.any(String)],
      security: expect.any(Array),
    })
    expect(refs(operation)).toContain('Accept-Language')
  })

  test.each(operations)('$name names its problems, each with the one schema', ({ operation }) => {
    const problems = Object.entries(operation.responses).filter(([status]) => status >= '400')
    expect(problems.map(([status]) => status)).toEqual(expect.arrayContaining(['500', '503']))
    for (const [status, { $ref }] of problems)
      expect(document.components.responses[$ref?.split('/').at(-1) ?? '']?.content, status).toEqual(
        { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      )
    expect(operation.responses).not.toHaveProperty('default')
  })

  test.each(operations)('$name gives content where there is some, and only there', (each) => {
    const successes = Object.entries(each.operation.responses).filter(([status]) => status < '400')
    expect(successes.length).toBeGreaterThan(0)
    for (const [status, { content, headers, description }] of successes) {
      expect(content === undefined, status).toBe(['204', '304'].includes(status))
      expect(headers).toHaveProperty('X-Request-Id')
      expect(description).not.toBe('Default Response')
      if (each.method !== 'get') expect(headers).toHaveProperty('RateLimit-Remaining')
    }
    if ('201' in each.operation.responses)
      expect(each.operation.responses['201']?.headers).toHaveProperty('Location')
  })

  test('a change that answers with a version wants the version it was made from', () => {
    const edits = operations.filter(
      ({ method, operation }) =>
        method !== 'get' && 'ETag' in (operation.responses['200']?.headers ?? {}),
    )
    expect(edits.length).toBeGreaterThan(0)
    for (const { name, operation } of edits) expect(refs(operation), name).toContain('If-Match')
    // A message has a key of its own, for ever: its clientId. A subscription is its endpoint, and
    // two people have one conversation about nothing but themselves.
    const KEYED = ['sendMessage', 'subscribePush', 'openConversation']
    for (const { name, operation } of operations.filter(
      (each) =>
        '201' in each.operation.responses && !KEYED.includes(each.operation.operationId ?? ''),
    ))
      expect(refs(operation), name).toContain('Idempotency-Key')
  })

  test('every example fits the schema it stands in', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'document', components: document.components })
    let seen = 0
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      const schema = node as Schema
      if (schema.example !== undefined && schema.type !== undefined) {
        seen += 1
        const { example, ...rest } = schema
        const whole = JSON.parse(
          JSON.stringify(rest).replaceAll('"#/components', '"document#/components'),
        ) as object
        const isValid = ajv.validate(whole, example)
        expect(ajv.errorsText(), JSON.stringify(example)).toBe('No errors')
        expect(isValid).toBe(true)
      }
      for (const [key, value] of Object.entries(node)) if (key !== 'example') walk(value)
    }
    walk(document)
    expect(seen).toBeGreaterThan(20)
  })

  test('every body a write requires shows one that is taken', () => {
    for (const { name, operation } of operations)
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        const named = document.components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema
        expect(named.example, name).toBeDefined()
      }
  })
})

test('the bounds of uploads are those that media-iq enforces', () => {
  const { upload } = parse(readFileSync('config/media-iq.yaml', 'utf8')) as {
    upload: Record<'maxMegabytes' | 'maxChatMegabytes' | 'maxVoiceMegabytes', number>
  }
  const orders = documentOf('pwa').components.schemas['UploadOrder']?.oneOf ?? []
  expect(orders.map(({ properties = {} }) => properties['bytes']?.maximum)).toEqual(
    [upload.maxMegabytes, upload.maxChatMegabytes, upload.maxVoiceMegabytes].map(
      (megabytes) => megabytes * 1024 * 1024,
    ),
  )
})

test('a listing’s bounds are those that catalogue enforces', () => {
  const { listing } = parse(readFileSync('config/catalogue.yaml', 'utf8')) as {
    listing: Record<string, number>
  }
  const { properties = {} } = documentOf('pwa').components.schemas['ListingBody'] ?? {}
  const price = properties['price']?.properties ?? {}
  expect(price['minor']).toMatchObject({
    minimum: (listing['minPrice'] ?? 0) * 100,
    maximum: (listing['maxPrice'] ?? 0) * 100,
  })
  expect(price['currency']?.enum).toEqual(['PKR'])
  expect(properties['km']?.maximum).toBe(listing['maxKm'])
  expect(properties['year']?.minimum).toBe(listing['earliestYear'])
  expect(properties['photos']?.maxItems).toBe(listing['maxPhotos'])
  expect(properties['title']?.maxLength).toBe(listing['maxTitle'])
  expect(properties['description']?.properties?.['text']?.maxLength).toBe(listing['maxDescription'])
})
