// Proves that ids made on a device are UUIDs of version 7 that sort by time.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientIdAt } from './client-id.ts'

const time = fc.integer({ min: 0, max: 2 ** 47 })
const random = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('an id is a UUID of version 7, and a later one sorts behind', () => {
  fc.assert(
    fc.property(time, time, random, random, (a, b, one, other) => {
      const [first, second] = [clientIdAt(a, one), clientIdAt(b, other)]
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      if (a < b) expect(first < second).toBe(true)
    }),
  )
})
