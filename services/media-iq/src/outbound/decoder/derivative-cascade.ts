// One picture in, its files out: decoded once, then each size is made from the one above. Runs only
// inside the decoder process.
import sharp, { type Sharp } from 'sharp'
import { dhash, DHASH_HEIGHT, DHASH_WIDTH } from '../../domain/picture/dhash.ts'
import {
  type DerivedFile,
  type PictureFile,
  SIZES,
  type SizeName,
} from '../../domain/derivatives.ts'
import type { Picture } from '../../domain/media.ts'
import type { Mended } from './mended-picture.ts'

export type Developed = { readonly picture: Picture; readonly files: readonly DerivedFile[] }

type Pixels = { readonly data: Buffer; readonly width: number; readonly height: number }

// Effort 2 and plain baseline JPEG: higher efforts and mozjpeg cost 2–8 times the CPU for 5–25 % of
// the bytes.
const WEBP = { quality: 76, effort: 2 } as const
const JPEG = { quality: 80 } as const
// The placeholder stands in the page itself, 24 of them in a list, and is shown blurred. Sixteen
// pixels are one block of WebP: about 100 bytes of a real photo, where 20 at quality 40 were 196
// and 12 lost the shape of the car. On so few, effort costs nothing.
const PLACEHOLDER_PX = 16
const PLACEHOLDER_WEBP = { quality: 20, effort: 6 } as const

const from = ({ data, width, height }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } })

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

const inside = (picture: Sharp, px: number) =>
  picture.resize(px, px, { fit: 'inside', withoutEnlargement: true })

// Raw sRGB pixels carry nothing else: EXIF, GPS, colour profiles, comments and trailing bytes end
// here.
const decode = ({ bytes, failOn }: Mended, maxPixels: number): Promise<Pixels> =>
  pixelsOf(
    inside(
      sharp(bytes, {
        limitInputPixels: maxPixels,
        failOn,
        sequentialRead: true,
      }).autoOrient(),
      SIZES.full,
    )
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' }),
  )

/**
 * Decodes at most `maxPixels`, first frame only, orientation applied. @throws Error of sharp when
 * the bytes cannot be decoded whole
 */
export async function developPicture(
  picture: Mended,
  wanted: readonly PictureFile[],
  maxPixels: number,
): Promise<Developed> {
  const files: DerivedFile[] = []
  const encode = async (size: SizeName, pixels: Pixels) => {
    if (wanted.includes(`${size}.webp`))
      files.push({ name: `${size}.webp`, bytes: await from(pixels).webp(WEBP).toBuffer() })
    if (wanted.includes(`${size}.jpg`))
      files.push({ name: `${size}.jpg`, bytes: await from(pixels).jpeg(JPEG).toBuffer() })
  }
  const full = await decode(picture, maxPixels)
  await encode('full', full)
  let thumb = full
  for (const size of ['large', 'medium', 'card', 'thumb'] as const) {
    if (!wanted.some((name) => name.startsWith(`${size}.`))) continue
    thumb = await pixelsOf(inside(from(thumb), SIZES[size]))
    await encode(size, thumb)
  }
  const tiny = await inside(from(thumb), PLACEHOLDER_PX).webp(PLACEHOLDER_WEBP).toBuffer()
  const grey = await from(thumb)
    .resize(DHASH_WIDTH, DHASH_HEIGHT, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
  const placeholder = `data:image/webp;base64,${tiny.toString('base64')}`
  return {
    picture: { width: full.width, height: full.height, placeholder, dhash: dhash(grey) },
    files,
  }
}
