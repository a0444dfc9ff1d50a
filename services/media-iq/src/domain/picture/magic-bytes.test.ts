// A file is what its bytes are, whatever its name and its declared type.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { announcedType, pictureTypeOf } from './magic-bytes.ts'

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]),
    ),
  )

test.for([
  ['image/jpeg', bytes(0xff, 0xd8, 0xff, 0xe1, '..Exif')],
  ['image/png', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
  ['image/webp', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
] as const)('%s is recognised by its first bytes', ([type, head]) => {
  expect(pictureTypeOf(head)).toBe(type)
})

test.for([
  ['HEIC', bytes('\0\0\0\x18ftypheic\0\0\0\0')],
  ['AVIF', bytes('\0\0\0\x1cftypavif\0\0\0\0')],
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['GIF', bytes('GIF89a\x01\0\x01\0')],
  ['PDF', bytes('%PDF-1.7')],
  ['HTML', bytes('<!doctype html>')],
  ['a WAV file, a RIFF too', bytes('RIFF\x10\0\0\0WAVEfmt ')],
  ['nothing', bytes()],
  ['two bytes of a JPEG', bytes(0xff, 0xd8)],
] as const)('%s is no picture we take', ([, head]) => {
  expect(pictureTypeOf(head)).toBeUndefined()
})

test.for([
  ['image/jpeg', 'image/jpeg'],
  ['IMAGE/JPEG', 'image/jpeg'],
  ['image/jpg', 'image/jpeg'],
  ['Image/PJPEG', 'image/jpeg'],
  ['image/PNG', 'image/png'],
  ['image/webp', 'image/webp'],
  ['image/heic', undefined],
  ['image/svg+xml', undefined],
  ['', undefined],
] as const)('announced as «%s» it is taken for %s', ([announced, type]) => {
  expect(announcedType(announced)).toBe(type)
})

test('bytes in front of a picture make it none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 8 }), (prefix) => {
      const head = Buffer.concat([prefix, bytes('RIFF\x10\0\0\0WEBPVP8 ')])
      fc.pre(prefix[0] !== 0xff)
      expect(pictureTypeOf(head)).toBeUndefined()
    }),
  )
})
