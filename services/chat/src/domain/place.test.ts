// Where somebody is: on the earth, to about a metre, with a name of one line.
import { expect, test } from 'vitest'
import { readablePlace } from './place.ts'

test('a place is stored to about a metre, with a tidy name or none', () => {
  expect(readablePlace({ lat: 31.5204123456, lon: -74.35874949, name: ' لبرٹی ' })).toEqual({
    ...{ lat: 31.52041, lon: -74.35875, name: 'لبرٹی' },
  })
  expect(readablePlace({ lat: 90, lon: -180, name: '\u200f' })).toEqual({ lat: 90, lon: -180 })
})

test.each([
  [{ lat: 90.1, lon: 0 }, 'place.lat', 'INVALID_FORMAT'],
  [{ lat: 0, lon: -180.1 }, 'place.lon', 'INVALID_FORMAT'],
  [{ lat: Number.NaN, lon: 0 }, 'place.lat', 'INVALID_FORMAT'],
  [{ lat: 0, lon: Number.POSITIVE_INFINITY }, 'place.lon', 'INVALID_FORMAT'],
  [{ lat: 0, lon: 0, name: 'x'.repeat(101) }, 'place.name', 'TOO_LONG'],
  [{ lat: 0, lon: 0, name: 'two\nlines' }, 'place.name', 'TEXT_LINES'],
])('%j is refused at %s', (place, path, code) => {
  expect(() => readablePlace(place)).toThrow(
    expect.objectContaining({
      code: 'INVALID_MESSAGE',
      fields: [expect.objectContaining({ path, code })],
    }),
  )
})
