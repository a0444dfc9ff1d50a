// A picture's own bytes and nothing else: what a file carries beside its pixels is cut out without
// touching them. Pure, one pass, no decoding.
import { pictureTypeOf } from './magic-bytes.ts'

/**
 * The file without place, maker, profile, comment, thumbnail and whatever was appended; nothing
 * when it is not built as its kind should be.
 */
export function barePicture(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = pictureTypeOf(file)
  const parts =
    type === 'image/jpeg'
      ? jpegParts(file)
      : type === 'image/png'
        ? pngParts(file)
        : type === 'image/webp'
          ? webpParts(file)
          : undefined
  const length = parts?.reduce((sum, part) => sum + part.length, 0)
  // Nothing was cut out: the very bytes that came.
  return length === bytes.length ? bytes : parts && Buffer.concat(parts)
}

// Tables and frames of every kind of JPEG.
const JPEG_OWN = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xdb,
  0xdc, 0xdd,
])
const [MARK, END, SCAN, APP0, APP14, APP15, COMMENT] = [
  0xff, 0xd9, 0xda, 0xe0, 0xee, 0xef, 0xfe,
] as const
// JFIF without a thumbnail, and Adobe's word on how colours were turned: without it they come out
// wrong.
const JPEG_HEADS = [
  { marker: APP0, name: 'JFIF\0', length: 16 },
  { marker: APP14, name: 'Adobe', length: 14 },
] as const

function jpegParts(file: Buffer): Buffer[] | undefined {
  const parts = [file.subarray(0, 2)]
  let at = 2
  while (at + 4 <= file.length || file[at + 1] === END) {
    const marker = file[at + 1] ?? 0
    if (file[at] !== MARK) return undefined
    if (marker === END) return [...parts, file.subarray(at, at + 2)]
    const length = file.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > file.length) return undefined
    const head = JPEG_HEADS.some(
      (each) =>
        each.marker === marker &&
        each.length === length &&
        file.toString('latin1', at + 4, at + 4 + each.name.length) === each.name,
    )
    const foreign = (marker >= APP0 && marker <= APP15) || marker === COMMENT
    if (!JPEG_OWN.has(marker) && marker !== SCAN && !foreign) return undefined
    const next = marker === SCAN ? endOfScan(file, end) : end
    if (next === undefined) return undefined
    if (head || !foreign) parts.push(file.subarray(at, next))
    at = next
  }
  return undefined
}

/** Where the next marker stands: inside a scan only restarts and stuffed bytes follow 0xff. */
function endOfScan(file: Buffer, from: number): number | undefined {
  for (let at = file.indexOf(MARK, from); at !== -1; at = file.indexOf(MARK, at + 1)) {
    const next = file[at + 1] ?? 0
    const restart = next >= 0xd0 && next <= 0xd7
    if (next !== 0 && next !== MARK && !restart) return at
  }
  return undefined
}

const PNG_OWN = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT'])
const isAncillary = (name: string) => /^[a-z]/.test(name)

function pngParts(file: Buffer): Buffer[] | undefined {
  const parts = [file.subarray(0, 8)]
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    if (end > file.length || (!PNG_OWN.has(name) && !isAncillary(name))) return undefined
    if (PNG_OWN.has(name)) parts.push(file.subarray(at, end))
    if (name === 'IEND') return parts
    at = end
  }
  return undefined
}

// Only the simple form, one frame and nothing else: the extended one has a list of its parts that
// would have to be rewritten.
function webpParts(file: Buffer): Buffer[] | undefined {
  const end = 8 + file.readUInt32LE(4)
  const chunk = file.toString('latin1', 12, 16)
  if (file.length < 20 || end > file.length || (chunk !== 'VP8 ' && chunk !== 'VP8L'))
    return undefined
  const size = file.readUInt32LE(16)
  return 20 + size + (size % 2) === end ? [file.subarray(0, end)] : undefined
}
