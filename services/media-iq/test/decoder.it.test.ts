// The decoder process on its own: what it carries, what it costs, and that nothing it dies of reaches the service.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { type DecoderLimits, pictureDecoder } from '../src/outbound/picture-decoder.ts'
import { heavyPictures, hostilePictures, photo } from './pictures.ts'

const LIMITS: DecoderLimits = { maxPixels: 50_000_000, maxRssBytes: 450 * 1024 * 1024, timeoutMs: 20_000, idleMs: 30_000 }
const BAR_BYTES = 512 * 1024 * 1024
const MEGA = 1024 * 1024

test('the whole corpus, hostile and heavy, stays under 512 MB', { timeout: 120_000 }, async () => {
  await using decoder = pictureDecoder('media-iq', LIMITS)
  let peak = 0
  const decode = async (bytes: Uint8Array) => {
    const reply = await decoder.develop(bytes)
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

test('a decoder that takes too long is killed, and the next picture gets a new one', async () => {
  await using slow = pictureDecoder('media-iq', { ...LIMITS, timeoutMs: 1 })
  await expect(slow.develop(await photo())).rejects.toMatchObject({ code: 'MEDIA_DECODER_DIED', details: { reason: 'timed out' } })
  await using decoder = pictureDecoder('media-iq', LIMITS)
  expect((await decoder.develop(await photo(300, 200))).kind).toBe('developed')
})

test('a picture that takes too much memory ends its decoder, not the service', async () => {
  const hungry = await heavyPictures['a progressive JPEG of 49 megapixels, which must be held whole']()
  await using decoder = pictureDecoder('media-iq', { ...LIMITS, maxRssBytes: 150 * MEGA })
  await expect(decoder.develop(hungry)).rejects.toBeInstanceOf(DomainError)
  expect((await decoder.develop(await photo(300, 200))).kind).toBe('developed')
})
