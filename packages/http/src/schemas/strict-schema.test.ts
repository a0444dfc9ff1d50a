// An unknown field must find no gap to slip through.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { moneyIn, priceIn } from '../money-schema.ts'
import { mustBeStrict } from './strict-schema.ts'

const loose = z.object({ a: z.string() })
const check = (schema: z.ZodType) => () => mustBeStrict(schema, 'body')

test.each([
  ['at the top', loose],
  ['that passes everything on', z.looseObject({})],
  ['in a field', z.strictObject({ child: loose })],
  ['in a list', z.strictObject({ list: z.array(loose) })],
  ['behind optional, nullable and default', z.strictObject({ child: loose.nullable().optional() })],
  ['in a union', z.union([z.string(), loose])],
  ['in a discriminated union', z.discriminatedUnion('k', [z.object({ k: z.literal('a') })])],
  ['in a record', z.record(z.string(), loose)],
  ['in a tuple', z.tuple([z.string(), loose])],
  ['before a transform', loose.transform(String)],
  ['behind a lazy', z.lazy(() => loose)],
])('an object that is not strict is found %s', (_where, schema) => {
  expect(check(schema)).toThrow('z.strictObject')
})

test('the error names the way to the object', () => {
  expect(check(z.strictObject({ price: z.array(loose) }))).toThrow('body.price.[]')
})

test('strict schemas pass, recursive ones and money too', () => {
  type Tree = { children: Tree[] }
  const tree: z.ZodType<Tree> = z.lazy(() => z.strictObject({ children: z.array(tree) }))
  for (const schema of [
    tree,
    moneyIn,
    priceIn,
    z.strictObject({ price: priceIn, tags: z.array(z.string()) }),
  ])
    expect(check(schema)).not.toThrow()
})
