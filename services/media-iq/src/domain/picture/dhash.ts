// The difference hash of a picture: 64 bits that hardly change when it is scaled, recompressed or
// slightly brightened. Pure.
export const DHASH_WIDTH = 9
export const DHASH_HEIGHT = 8

/**
 * `grey` is the picture shrunk to 9×8 grey pixels, row by row; a bit is set where a pixel is
 * brighter than its right neighbour.
 */
export function dhash(grey: Uint8Array): bigint {
  if (grey.length !== DHASH_WIDTH * DHASH_HEIGHT)
    throw new RangeError(
      `a difference hash takes ${DHASH_WIDTH * DHASH_HEIGHT} pixels, not ${grey.length}`,
    )
  let bits = 0n
  for (let y = 0; y < DHASH_HEIGHT; y += 1) {
    for (let x = 0; x < DHASH_WIDTH - 1; x += 1) {
      const at = y * DHASH_WIDTH + x
      bits = (bits << 1n) | (grey[at]! > grey[at + 1]! ? 1n : 0n)
    }
  }
  return bits
}
