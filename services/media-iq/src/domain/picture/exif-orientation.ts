// How a picture is to be turned, by its EXIF. Pure; reads whatever a stranger wrote.

const ORIENTATION = 0x0112
const SHORT = 3
const ENTRY_BYTES = 12

/** 1 to 8, from the TIFF structure that EXIF is; undefined when there is no valid one. */
export function exifOrientation(tiff: Buffer): number | undefined {
  if (tiff.length < 8) return undefined
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (short(2) !== 42 || directory + 2 > tiff.length) return undefined
  const entries = short(directory)
  for (let n = 0; n < entries; n += 1) {
    const at = directory + 2 + n * ENTRY_BYTES
    if (at + ENTRY_BYTES > tiff.length) return undefined
    if (short(at) !== ORIENTATION) continue
    const value = short(at + 8)
    return short(at + 2) === SHORT && value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** EXIF that holds nothing but the orientation. */
export function orientationExif(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION, 10)
  tiff.writeUInt16BE(SHORT, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}
