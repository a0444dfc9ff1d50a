// What is retained of an upload besides its served files: of limited size, upright, and nothing but
// the picture. Runs only inside the decoder process.
import sharp from 'sharp'
import { barePicture } from '../../domain/picture/bare-picture.ts'
import type { RetainedOriginal } from '../../domain/media.ts'
import type { Mended } from './mended-picture.ts'

// For looking at it again, by people or models, should an ad be disputed; it is never served.
// Optimal coding would hold the whole picture once more, 40 MB on top of the decoder's own.
const JPEG = { quality: 88, optimiseCoding: false } as const

/**
 * Nothing when the file may stay as it is. One that is small enough, upright and without a
 * profile is not decoded: what it carries besides is cut out of it. Any other is decoded once more,
 * its first frame. @throws Error of sharp when the bytes cannot be decoded whole
 */
export async function retainedOriginal(
  { bytes, failOn }: Mended,
  maxPx: number,
  maxPixels: number,
): Promise<RetainedOriginal | undefined> {
  const options = { limitInputPixels: maxPixels, failOn, sequentialRead: true } as const
  const {
    width,
    height,
    orientation = 1,
    hasProfile,
    format,
  } = await sharp(bytes, options).metadata()
  const bare =
    Math.max(width, height) <= maxPx && orientation === 1 && !hasProfile
      ? barePicture(bytes)
      : undefined
  if (bare) return bare === bytes ? undefined : { bytes: bare, contentType: `image/${format}` }
  const small = sharp(bytes, options)
    .autoOrient()
    .resize(maxPx, maxPx, { fit: 'inside', withoutEnlargement: true })
  return {
    bytes: await small
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .jpeg(JPEG)
      .toBuffer(),
    contentType: 'image/jpeg',
  }
}
