// Pictures for tests, made here: honest ones, and the hostile corpus.
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

export type Sample = { readonly contentType: string; readonly bytes: Buffer }

const canvas = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#7a8894',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  }).blur(1)

/** An ordinary photo of a car, as far as a decoder can tell. */
export const photo = async (width = 1800, height = 1200): Promise<Buffer> =>
  canvas(width, height).jpeg({ quality: 85 }).toBuffer()

/** What a phone writes: place, maker, a wide-gamut profile. */
export const photoWithPlace = async (): Promise<Buffer> =>
  canvas(1200, 900)
    .withIccProfile('p3')
    .withExif({
      IFD0: { Make: 'SecretMaker', Copyright: 'Private Person' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 33/1 12/1', GPSLongitude: '74/1 20/1 0/1' },
    })
    .jpeg()
    .toBuffer()

/** 400×200, its left half red, to be shown turned by a quarter: red on top. */
export async function turnedPhoto(): Promise<Buffer> {
  const red = await sharp({
    create: { width: 200, height: 200, channels: 3, background: '#ff0000' },
  })
    .png()
    .toBuffer()
  return sharp({ create: { width: 400, height: 200, channels: 3, background: '#0000ff' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

/** 400×200 and no more in it than that it is to be shown turned by a quarter. */
export async function turnedByAWord(): Promise<Buffer> {
  const jpeg = await photo(400, 200)
  const orientation = Buffer.from(
    'ffe10022457869660000' + '49492a0008000000' + '0100' + '120103000100000006000000' + '00000000',
    'hex',
  )
  return Buffer.concat([jpeg.subarray(0, 2), orientation, jpeg.subarray(2)])
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A PNG that declares any size it likes; `rows` are its uncompressed rows. */
export function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const SVG =
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'

/** Bytes that a stranger might send, by what they are, with the code they must be refused with. */
export async function hostilePictures(): Promise<Record<string, Sample & { code: string }>> {
  const jpeg = await photo(900, 600)
  const webp = await canvas(600, 400).webp().toBuffer()
  return {
    'a PNG that claims to be 100,000 × 100,000': {
      code: 'MEDIA_TOO_MANY_PIXELS',
      contentType: 'image/png',
      bytes: png(100_000, 100_000, Buffer.alloc(1_000)),
    },
    'a PNG just above the pixel cap': {
      code: 'MEDIA_TOO_MANY_PIXELS',
      contentType: 'image/png',
      bytes: png(7_100, 7_100, Buffer.alloc(1_000)),
    },
    'a PNG without its pixels': {
      code: 'MEDIA_UNREADABLE',
      contentType: 'image/png',
      bytes: png(4_000, 4_000, Buffer.alloc(100)),
    },
    'half a JPEG': {
      code: 'MEDIA_UNREADABLE',
      contentType: 'image/jpeg',
      bytes: jpeg.subarray(0, jpeg.length / 2),
    },
    'a JPEG short of its last 300 bytes': {
      code: 'MEDIA_UNREADABLE',
      contentType: 'image/jpeg',
      bytes: jpeg.subarray(0, -300),
    },
    'half a WebP': {
      code: 'MEDIA_UNREADABLE',
      contentType: 'image/webp',
      bytes: webp.subarray(0, webp.length / 2),
    },
    'a JPEG of three bytes': {
      code: 'MEDIA_UNREADABLE',
      contentType: 'image/jpeg',
      bytes: jpeg.subarray(0, 3),
    },
    'noise behind the first bytes of a JPEG': {
      code: 'MEDIA_UNREADABLE',
      contentType: 'image/jpeg',
      bytes: Buffer.concat([jpeg.subarray(0, 4), Buffer.alloc(5_000, 0x5a)]),
    },
    'an SVG called a JPEG': {
      code: 'MEDIA_TYPE_UNSUPPORTED',
      contentType: 'image/jpeg',
      bytes: Buffer.from(SVG),
    },
    'a HEIC called a JPEG': {
      code: 'MEDIA_TYPE_UNSUPPORTED',
      contentType: 'image/jpeg',
      bytes: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    },
    'HTML called a WebP': {
      code: 'MEDIA_TYPE_UNSUPPORTED',
      contentType: 'image/webp',
      bytes: Buffer.from('<!doctype html><script>alert(1)</script>'),
    },
    'a GIF called a PNG': {
      code: 'MEDIA_TYPE_UNSUPPORTED',
      contentType: 'image/png',
      bytes: await canvas(20, 20).gif().toBuffer(),
    },
    'a JPEG called a PNG': { code: 'MEDIA_TYPE_MISMATCH', contentType: 'image/png', bytes: jpeg },
  }
}

const large = () =>
  sharp({ create: { width: 7_000, height: 7_000, channels: 3, background: '#123456' } })

/**
 * What a file holds besides its pixels: the names of a JPEG's application and comment segments, or
 * all chunks of a WebP.
 */
export function partsOf(file: Buffer): string[] {
  const parts: string[] = []
  if (file.toString('latin1', 0, 4) === 'RIFF') {
    for (
      let at = 12;
      at < file.length;
      at += 8 + file.readUInt32LE(at + 4) + (file.readUInt32LE(at + 4) % 2)
    )
      parts.push(file.toString('latin1', at, at + 4))
    return parts
  }
  for (let at = 2; file[at + 1] !== 0xda; at += 2 + file.readUInt16BE(at + 2)) {
    const marker = file[at + 1] ?? 0
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe)
      parts.push(file.toString('latin1', at + 4, at + 8))
  }
  return parts
}

/**
 * Large and honest: what a decoder must carry without taking the machine with it. Costly to make,
 * so each only when asked for.
 */
export const heavyPictures = {
  'a progressive JPEG of 49 megapixels, which must be held whole': () =>
    large().jpeg({ quality: 40, progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  'an interlaced PNG of 49 megapixels': () =>
    large().png({ progressive: true, compressionLevel: 1 }).toBuffer(),
} as const
