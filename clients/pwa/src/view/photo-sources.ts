// The files of a photo for a browser to pick from, by their widths.
import type { Photo } from '@pk-auto/client-api/pwa.gen'

/** Longest sides in pixels. */
const LONGEST = { thumb: 240, card: 640, medium: 960, large: 1200, full: 1600 } as const
export type PhotoSize = keyof typeof LONGEST

/**
 * A `srcset` of these sizes. A photo that stands upright is narrower than its longest side, and a
 * small one is not enlarged: each width is named once.
 */
export const sourcesOf = ({ width, height, urls }: Photo, sizes: readonly PhotoSize[]): string => {
  const longest = Math.max(width, height)
  const byWidth = new Map<number, string>()
  for (const size of sizes) {
    const scale = longest > 0 ? Math.min(1, LONGEST[size] / longest) : 1
    const pixels = longest > 0 ? Math.round(width * scale) : LONGEST[size]
    if (!byWidth.has(pixels)) byWidth.set(pixels, urls[size])
  }
  return [...byWidth].map(([pixels, url]) => `${url} ${pixels}w`).join(', ')
}
