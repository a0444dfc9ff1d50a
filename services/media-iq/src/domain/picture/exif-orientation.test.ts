// An orientation is found where it is, and nothing a stranger writes makes the search fail.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exifOrientation, orientationExif } from './exif-orientation.ts'

test('each of the eight orientations is read as it was written', () => {
  for (let n = 1; n <= 8; n += 1) expect(exifOrientation(orientationExif(n))).toBe(n)
})

test.for([0, 9, 65_535])('orientation %d is none that exists', (n) => {
  expect(exifOrientation(orientationExif(n))).toBeUndefined()
})

test('little-endian EXIF, with other entries before it, is read too', () => {
  const head = Buffer.from('49492a0008000000' + '0200', 'hex')
  const entries = '1001020004000000616263' + '00' + '120103000100000008000000'
  const tiff = Buffer.concat([head, Buffer.from(entries, 'hex'), Buffer.alloc(4)])
  expect(exifOrientation(tiff)).toBe(8)
})

test('any bytes give an orientation or none, and never an error', () => {
  const bytes = fc.uint8Array({ maxLength: 64 }).map((tail) => Buffer.from(tail))
  const anything = fc.oneof(
    bytes,
    bytes.map((tail) => Buffer.concat([Buffer.from('49492a00', 'hex'), tail])),
    bytes.map((tail) => Buffer.concat([Buffer.from('4d4d002a00000008', 'hex'), tail])),
  )
  fc.assert(
    fc.property(anything, (tiff) => {
      const found = exifOrientation(tiff)
      expect(found === undefined || (found >= 1 && found <= 8)).toBe(true)
    }),
  )
})
