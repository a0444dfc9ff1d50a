// A JPEG gets its end marker back when it lacks nothing else that can be seen without decoding.
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { photo } from '../../../test/pictures.ts'
import { jpegSegments, SCAN, withEndMarker } from './jpeg-segments.ts'

const whole = await photo(64, 48)
const progressive = await sharp(whole).jpeg({ progressive: true }).toBuffer()

test('a JPEG cut by its end marker, or by half of it, gets it back', () => {
  for (const jpeg of [whole, progressive])
    for (const cut of [1, 2])
      expect(Buffer.from(withEndMarker(jpeg.subarray(0, -cut)))).toEqual(jpeg)
})

test('a whole JPEG, with or without something behind it, stays the very bytes that came', () => {
  const page = Buffer.concat([whole, Buffer.from('<script>')])
  for (const bytes of [whole, page]) expect(withEndMarker(bytes)).toBe(bytes)
})

test('what is no JPEG, or has no picture data, stays the very bytes that came', async () => {
  const png = await sharp(whole).png().toBuffer()
  const scan = jpegSegments(whole)?.segments.find(({ marker }) => marker === SCAN)
  const beforeScan = whole.subarray(0, scan?.at)
  for (const bytes of [png, beforeScan, whole.subarray(0, 3), Buffer.alloc(0)])
    expect(withEndMarker(bytes)).toBe(bytes)
})

test('whatever stands behind the first bytes, finding the segments ends without an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(whole.length), (noise, at) => {
      const file = Buffer.concat([whole.subarray(0, at), noise])
      const found = jpegSegments(file)
      for (const { at: from, end } of found?.segments ?? []) expect(end).toBeGreaterThan(from)
      withEndMarker(file)
    }),
  )
})

test('a file of millions of empty segments is not built as a JPEG should be', () => {
  const comments = Buffer.from('fffe0002'.repeat(1_000_000), 'hex')
  expect(jpegSegments(Buffer.concat([Buffer.from('ffd8', 'hex'), comments]))).toBeUndefined()
})
