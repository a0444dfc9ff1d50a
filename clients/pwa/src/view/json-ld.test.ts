// Proves that JSON stands inside a script element as nothing but JSON.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonForScript } from './json-ld.ts'

const hostile = fc
  .array(fc.constantFrom('<', '</script>', '<!--', '<script', ']]>', '&lt;', '"', '\\', '\u2028'))
  .map((parts) => parts.join(''))

test('no value brings a < into a script element, and every value is read back as it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.dictionary(hostile, fc.oneof(hostile, fc.array(hostile)))),
      (value) => {
        const text = jsonForScript(value)
        expect(text).not.toContain('<')
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value))
      },
    ),
  )
})
