// What may be wished for, and when two wishes are the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mustHaveRoomToWish, sameWish, wishOf } from './model-wish.ts'

test('names are tidied, and the same car in other letters is the same wish', () => {
  expect(wishOf({ make: '  Daihatsu ', model: 'Hijet   Cargo' })).toEqual({
    make: 'Daihatsu',
    model: 'Hijet Cargo',
  })
  const [one, other] = [
    { make: 'KIA', model: 'Stonic' },
    { make: 'Kia', model: 'STONIC' },
  ]
  expect(sameWish(one)).toBe(sameWish(other))
})

test.each([
  [{ make: '', model: 'Stonic' }, 'make'],
  [{ make: 'Kia', model: 'call 0300 1234567' }, 'model'],
  [{ make: 'x'.repeat(41), model: 'Stonic' }, 'make'],
])('%o is no name of a car', (typed, path) => {
  expect(() => wishOf(typed)).toThrowError(
    expect.objectContaining({ code: 'INVALID_WISH', fields: [expect.objectContaining({ path })] }),
  )
})

test('whatever is typed, a wish is short and tidy or refused', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (make, model) => {
      try {
        for (const name of Object.values(wishOf({ make, model }))) {
          expect(name.length).toBeGreaterThan(0)
          expect(name.length).toBeLessThanOrEqual(40)
          expect(name).toBe(name.trim())
        }
      } catch (error) {
        expect((error as Error).message).toBe('INVALID_WISH')
      }
    }),
  )
})

test('new wishes of a day are bounded', () => {
  expect(() => mustHaveRoomToWish(199, 200)).not.toThrow()
  expect(() => mustHaveRoomToWish(200, 200)).toThrowError('WISHES_TOO_MANY')
})
