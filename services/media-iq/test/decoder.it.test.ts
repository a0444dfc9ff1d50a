// The decoder process on its own: what it carries, what it costs, and that nothing it dies of
// reaches the service.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { picturesOf } from '../src/domain/derivatives.ts'
import { type DecoderLimits, pictureDecoder } from '../src/outbound/decoder/picture-decoder.ts'
import sharp from 'sharp'
import {
  heavyPictures,
  hostilePictures,
  partsOf,
  photo,
  photoWithPlace,
  turnedByAWord,
  turnedPhoto,
} from './pictures.ts'

const FILES = picturesOf({ purpose: 'listing-photo' })
const LIMITS: DecoderLimits = {
  maxPixels: 50_000_000,
  maxOriginalPx: 2_560,
  maxRssBytes: 450 * 1024 * 1024,
  timeoutMs: 20_000,
  idleMs: 30_000,
}
const BAR_BYTES = 512 * 1024 * 1024
const MEGA = 1024 * 1024

test('the whole corpus, hostile and heavy, stays under 512 MB', { timeout: 120_000 }, async () => {
  await using decoder = pictureDecoder('media-iq', LIMITS)
  let peak = 0
  const decode = async (bytes: Uint8Array) => {
    const reply = await decoder.develop(bytes, FILES)
    peak = Math.max(peak, reply.peakRssBytes)
    return reply.kind
  }
  const hostile = Object.entries(await hostilePictures())
  const found: Record<string, string> = {}
  for (const [what, { bytes }] of hostile) found[what] = await decode(bytes)
  for (const [what, make] of Object.entries(heavyPictures)) found[what] = await decode(await make())
  const developed = ['a JPEG called a PNG', ...Object.keys(heavyPictures)]
  expect(Object.keys(found).filter((what) => found[what] === 'developed')).toEqual(developed)
  expect(peak).toBeGreaterThan(50 * MEGA)
  expect(peak).toBeLessThan(BAR_BYTES)
})

test('a picture after a heavy one gets a process that has nothing of it left', async () => {
  // Whatever the service itself holds: a process that it starts does not count it as its own.
  const service = Buffer.alloc(BAR_BYTES, 1)
  await using decoder = pictureDecoder('media-iq', LIMITS)
  const heavy = await decoder.develop(
    await heavyPictures['a progressive JPEG of 49 megapixels, which must be held whole'](),
    FILES,
  )
  const next = await decoder.develop(await photo(300, 200), FILES)
  expect([heavy.kind, next.kind]).toEqual(['developed', 'developed'])
  expect(next.peakRssBytes).toBeLessThan(heavy.peakRssBytes / 2)
  expect(service.length).toBe(BAR_BYTES)
})

test('a retained original is of limited size, upright, and nothing but the picture', async () => {
  await using decoder = pictureDecoder('media-iq', LIMITS)
  const retained = async (bytes: Buffer) => {
    const reply = await decoder.develop(bytes, FILES)
    return reply.kind === 'developed' ? reply.retained : reply
  }
  // As a browser sends it: nothing to do, and so nothing is done.
  expect(await retained(await photo(1_600, 1_200))).toBeUndefined()
  const large = await retained(
    await sharp(await photo(3_000, 2_000))
      .withExif({ IFD0: { Make: 'SecretMaker' } })
      .jpeg()
      .toBuffer(),
  )
  const profiled = await retained(await photoWithPlace())
  const placed = await sharp(await photo(1_600, 1_200))
    .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
  const stripped = await retained(placed)
  const turned = await retained(await turnedPhoto())
  const onlyTurned = await retained(await turnedByAWord())
  const facts = await Promise.all(
    [large, profiled, stripped, turned, onlyTurned].map(async (each) => {
      if (!each || !('bytes' in each)) throw new Error('nothing was retained')
      const { width, height, exif, icc, orientation } = await sharp(each.bytes).metadata()
      return {
        size: [width, height],
        left: [exif, icc, orientation].filter((part) => part !== undefined),
        type: each.contentType,
        parts: partsOf(Buffer.from(each.bytes)),
      }
    }),
  )
  expect(facts.map(({ size }) => size)).toEqual([
    [2_560, 1_707],
    [1_200, 900],
    [1_600, 1_200],
    [200, 400],
    [200, 400],
  ])
  for (const { left, type, parts } of facts)
    expect([left, type, parts.filter((name) => name !== 'JFIF')]).toEqual([[], 'image/jpeg', []])
  // The small one was not decoded for it: not a pixel differs.
  const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
  expect(
    (await pixelsOf((stripped as { bytes: Uint8Array }).bytes)).equals(await pixelsOf(placed)),
  ).toBe(true)
})

test('a decoder that takes too long is killed, and the next picture gets a new one', async () => {
  await using slow = pictureDecoder('media-iq', { ...LIMITS, timeoutMs: 1 })
  await expect(slow.develop(await photo(), FILES)).rejects.toMatchObject({
    code: 'MEDIA_DECODER_DIED',
    details: { reason: 'timed out' },
  })
  await using decoder = pictureDecoder('media-iq', LIMITS)
  expect((await decoder.develop(await photo(300, 200), FILES)).kind).toBe('developed')
})

test('a picture that takes too much memory ends its decoder, not the service', async () => {
  const hungry =
    await heavyPictures['a progressive JPEG of 49 megapixels, which must be held whole']()
  await using decoder = pictureDecoder('media-iq', { ...LIMITS, maxRssBytes: 150 * MEGA })
  await expect(decoder.develop(hungry, FILES)).rejects.toBeInstanceOf(DomainError)
  expect((await decoder.develop(await photo(300, 200), FILES)).kind).toBe('developed')
})
