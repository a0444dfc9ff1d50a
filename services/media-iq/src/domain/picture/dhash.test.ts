// The difference hash: the same picture brighter is the same, mirrored it is its opposite, and
// every pixel pair has its bit.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dhash, DHASH_HEIGHT, DHASH_WIDTH } from './dhash.ts'

const SIZE = DHASH_WIDTH * DHASH_HEIGHT
const grey = (max = 255) => fc.uint8Array({ minLength: SIZE, maxLength: SIZE, max })

test('it fits 64 bits', () => {
  fc.assert(
    fc.property(grey(), (pixels) => {
      expect(BigInt.asUintN(64, dhash(pixels))).toBe(dhash(pixels))
    }),
  )
})

test('brightening the whole picture does not change it', () => {
  fc.assert(
    fc.property(grey(200), fc.nat(55), (pixels, light) => {
      expect(dhash(pixels.map((pixel) => pixel + light))).toBe(dhash(pixels))
    }),
  )
})

test('changing one pixel changes at most two bits', () => {
  const bitsIn = (n: bigint): number => (n === 0n ? 0 : Number(n & 1n) + bitsIn(n >> 1n))
  fc.assert(
    fc.property(grey(), fc.nat(SIZE - 1), fc.nat(255), (pixels, at, value) => {
      expect(bitsIn(dhash(pixels) ^ dhash(pixels.with(at, value)))).toBeLessThanOrEqual(2)
    }),
  )
})

test('a picture that darkens from left to right has every bit set, and its mirror none', () => {
  const row = Array.from({ length: DHASH_WIDTH }, (_, x) => 200 - x * 10)
  const rows = (line: number[]) =>
    Uint8Array.from(Array.from({ length: DHASH_HEIGHT }, () => line).flat())
  expect(dhash(rows(row))).toBe(2n ** 64n - 1n)
  expect(dhash(rows(row.toReversed()))).toBe(0n)
})

test('pixels of another size are refused', () => {
  expect(() => dhash(new Uint8Array(71))).toThrowError(RangeError)
})
