// Turns a picked file into a small JPEG on the device: at most 1600 px on the long side, upright,
// on a white background, without metadata.
const LONGEST_PX = 1_600
const QUALITY = 0.82
const TYPE = 'image/jpeg'

export type PreparedPhoto = {
  readonly blob: Blob
  readonly sha256: string
  readonly bytes: number
  readonly width: number
  readonly height: number
}

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D

const paint = (context: Context | null, bitmap: ImageBitmap, w: number, h: number): void => {
  if (!context) throw new Error('no 2d context')
  context.imageSmoothingQuality = 'high'
  // JPEG has no transparency: without a background it turns black. The server's is white too.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, w, h)
  context.drawImage(bitmap, 0, 0, w, h)
}

const draw = async (bitmap: ImageBitmap, width: number, height: number): Promise<Blob> => {
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height)
    paint(canvas.getContext('2d'), bitmap, width, height)
    return canvas.convertToBlob({ type: TYPE, quality: QUALITY })
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  paint(canvas.getContext('2d'), bitmap, width, height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no blob'))), TYPE, QUALITY),
  )
}

const prepare = async (file: Blob): Promise<PreparedPhoto> => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const blob = await draw(bitmap, width, height)
    const sha256 = hexOf(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
    return { blob, sha256, bytes: blob.size, width, height }
  } finally {
    bitmap.close()
  }
}

const END = new Uint8Array([0xff, 0xd9])
/** Picture data that a decoder skips unless it still waits for some. */
const MORE = new Uint8Array(4_096).fill(0x5a)

/**
 * A JPEG without its end marker, prepared as if it had one. With the marker alone a decoder fills
 * whatever else is missing with grey; so the file is also decoded with more data before the marker,
 * which changes the picture exactly when some of it is missing.
 */
const prepareUnended = async (file: Blob): Promise<PreparedPhoto> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Error('not a JPEG')
  const data = bytes.at(-1) === 0xff ? bytes.subarray(0, -1) : bytes
  const ended = await prepare(new Blob([data, END]))
  const probe = await prepare(new Blob([data, MORE, END]))
  if (ended.sha256 !== probe.sha256) throw new Error('a part of the picture is missing')
  return ended
}

/**
 * Orientation is honoured; camera data and place do not leave the device.
 * @throws Error when the browser cannot decode the file, or only a part of it
 */
export const preparePhoto = (file: Blob): Promise<PreparedPhoto> =>
  prepare(file).catch((refusal: unknown) =>
    prepareUnended(file).catch(() => Promise.reject(refusal as Error)),
  )
