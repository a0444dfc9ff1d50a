// Honest pictures that are a little out of the ordinary: cut by one marker, turned by an old tool's
// text, see-through.
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { picturesOf } from '../src/domain/derivatives.ts'
import { type DecoderLimits, pictureDecoder } from '../src/outbound/decoder/picture-decoder.ts'
import { chunk, photo } from './pictures.ts'

const FILES = picturesOf({ purpose: 'listing-photo' })
const LIMITS: DecoderLimits = {
  maxPixels: 50_000_000,
  maxOriginalPx: 2_560,
  maxRssBytes: 450 * 1024 * 1024,
  timeoutMs: 20_000,
  idleMs: 30_000,
}

async function developed(bytes: Uint8Array) {
  await using decoder = pictureDecoder('media-iq', LIMITS)
  const reply = await decoder.develop(bytes, FILES)
  if (reply.kind !== 'developed') return reply.refusal
  const full = reply.developed.files.find(({ name }) => name === 'full.jpg')
  if (!full) throw new Error('no full.jpg was made')
  return { ...reply, full: full.bytes }
}
async function mustDevelop(bytes: Uint8Array) {
  const reply = await developed(bytes)
  if (typeof reply === 'string') throw new Error(reply)
  return reply
}
const rawOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
const pixelAt = async (bytes: Uint8Array, left: number, top: number) => [
  ...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
]

const jpegs = {
  baseline: () => photo(320, 200),
  progressive: async () =>
    sharp(await photo(320, 200))
      .jpeg({ progressive: true })
      .toBuffer(),
} as const

test.for(Object.entries(jpegs))(
  'a %s JPEG that lacks only its end marker is taken, and retained with it',
  async ([, make]) => {
    const whole = await make()
    for (const cut of [1, 2]) {
      const reply = await mustDevelop(whole.subarray(0, -cut))
      expect((await rawOf(reply.full)).equals(await rawOf((await mustDevelop(whole)).full))).toBe(
        true,
      )
      expect(Buffer.from(reply.retained?.bytes ?? [])).toEqual(whole)
    }
  },
)

test.for(Object.entries(jpegs))(
  'a %s JPEG that lacks picture data too is refused',
  async ([, make]) => {
    const whole = await make()
    for (const cut of [3, 4, 40, 300])
      expect(await developed(whole.subarray(0, -cut))).toBe('MEDIA_UNREADABLE')
  },
)

/** Orientation 6 as EXIF, in either byte order. */
const exifOf = {
  II: '49492a0008000000010012010300010000000600000000000000',
  MM: '4d4d002a000000080001011200030000000100060000000000000' + '0',
} as const

/** As ImageMagick writes it: the profile's name, its length, its bytes in hexadecimal. */
function rawProfile(kind: 'exif' | 'APP1', hex: string): Buffer {
  const bytes = `457869660000${hex}`
  const lines = bytes.match(/.{1,72}/g) ?? []
  return Buffer.from(`\n${kind}\n${String(bytes.length / 2).padStart(8)}\n${lines.join('\n')}\n`)
}
const keyword = (kind: string) => Buffer.from(`Raw profile type ${kind}\0`, 'latin1')
const ztxt = (kind: 'exif' | 'APP1', hex: string, text = rawProfile(kind, hex)) =>
  chunk('zTXt', Buffer.concat([keyword(kind), Buffer.from([0]), deflateSync(text)]))
const text = (kind: 'exif' | 'APP1', hex: string) =>
  chunk('tEXt', Buffer.concat([keyword(kind), rawProfile(kind, hex)]))

/** 40×20, its left half red, with a chunk before its pixels. */
async function pngWith(...chunks: Buffer[]): Promise<Buffer> {
  const red = { create: { width: 20, height: 20, channels: 3, background: '#ff0000' } } as const
  const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#0000ff' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .png()
    .toBuffer()
  const afterHeader = 8 + 25
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)])
}

test.for([
  ['zTXt, exif', ztxt('exif', exifOf.II)],
  ['zTXt, APP1', ztxt('APP1', exifOf.MM)],
  ['tEXt, exif', text('exif', exifOf.MM)],
] as const)('a PNG turned by a profile in %s comes out upright', async ([, profile]) => {
  const { developed: made, full, retained } = await mustDevelop(await pngWith(profile))
  expect(made.picture).toMatchObject({ width: 20, height: 40 })
  const [top, bottom] = [await pixelAt(full, 10, 4), await pixelAt(full, 10, 36)]
  expect([top[0]! > 200, bottom[2]! > 200]).toEqual([true, true])
  const { width, height, orientation = 1 } = await sharp(retained?.bytes).metadata()
  expect([width, height, orientation]).toEqual([20, 40, 1])
})

test.for([
  ['of a hundred megabytes', ztxt('exif', '', Buffer.alloc(100_000_000, 0x30))],
  ['that is no EXIF', ztxt('exif', 'deadbeef')],
  ['cut short', ztxt('exif', exifOf.II.slice(0, 20))],
  ['that does not inflate', chunk('zTXt', Buffer.concat([keyword('exif'), Buffer.alloc(9)]))],
  ['of an orientation there is none of', ztxt('exif', exifOf.II.replace('06000000', '63000000'))],
] as const)('a PNG with a profile %s is taken as it lies', async ([, profile]) => {
  const { developed: made } = await mustDevelop(await pngWith(profile))
  expect(made.picture).toMatchObject({ width: 40, height: 20 })
})

test('of many profiles the first counts, and a PNG full of them is soon done with', async () => {
  const nothing = ztxt('exif', '', Buffer.alloc(200_000, 0x30))
  const many = Array.from({ length: 20_000 }, () => nothing)
  const { developed: made } = await mustDevelop(await pngWith(...many, ztxt('exif', exifOf.II)))
  expect(made.picture).toMatchObject({ width: 40, height: 20 })
})

test('a PNG with an orientation of its own is not turned twice', async () => {
  const own = chunk('eXIf', Buffer.from(exifOf.II, 'hex'))
  const { developed: made } = await mustDevelop(await pngWith(own, ztxt('exif', exifOf.II)))
  expect(made.picture).toMatchObject({ width: 20, height: 40 })
})

const clear = { create: { width: 60, height: 40, channels: 4, background: '#ff000000' } } as const
const seeThrough = {
  'a PNG': () => sharp(clear).png().toBuffer(),
  'a PNG of 16 bits': () => sharp(clear).toColourspace('rgb16').png().toBuffer(),
  'a PNG with a palette': () => sharp(clear).png({ palette: true }).toBuffer(),
  'a grey PNG': () => sharp(clear).toColourspace('b-w').png().toBuffer(),
  'a WebP': () => sharp(clear).webp().toBuffer(),
  'a lossless WebP': () => sharp(clear).webp({ lossless: true }).toBuffer(),
} as const

test.for(Object.entries(seeThrough))('%s one can see through stands on white', async ([, make]) => {
  const reply = await mustDevelop(await make())
  for (const { name, bytes } of reply.developed.files)
    for (const value of await pixelAt(bytes, 0, 0))
      expect([name, value >= 250]).toEqual([name, true])
})
