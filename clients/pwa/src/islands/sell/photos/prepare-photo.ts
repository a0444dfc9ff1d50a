// Makes a photo small on the device, upright and without its metadata: 1600 px on the long side,
// JPEG.
const LONGEST_PX = 1_600
const QUALITY = 0.82

export type PreparedPhoto = { readonly blob: Blob; readonly sha256: string; readonly bytes: number }

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

const draw = async (bitmap: ImageBitmap, width: number, height: number): Promise<Blob> => {
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no 2d context')
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
    return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2d context')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('no blob'))),
      'image/jpeg',
      QUALITY,
    ),
  )
}

/**
 * Throws when the browser cannot decode the file. Orientation is honoured; camera data and place do
 * not leave the device.
 */
export const preparePhoto = async (file: Blob): Promise<PreparedPhoto> => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height))
    const blob = await draw(
      bitmap,
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    )
    const sha256 = hexOf(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
    return { blob, sha256, bytes: blob.size }
  } finally {
    bitmap.close()
  }
}
