// Where a photo's derivatives are served.
import type { Photo } from '@pk-auto/proto/pkauto/search/v1/search'
import type { z } from 'zod'
import type { photo } from '../schemas/listing.ts'

export type PhotoOut = z.input<typeof photo>

export function presentPhoto(
  { mediaId, width, height, placeholder }: Photo,
  mediaBase: string,
  alt: string,
): PhotoOut {
  const url = (file: string) => `${mediaBase}/${mediaId}/${file}`
  return {
    mediaId,
    width,
    height,
    ...(placeholder !== '' && { placeholder }),
    alt,
    urls: {
      thumb: url('thumb.webp'),
      card: url('card.webp'),
      medium: url('medium.webp'),
      large: url('large.webp'),
      full: url('full.webp'),
      jpeg: url('full.jpg'),
    },
  }
}
