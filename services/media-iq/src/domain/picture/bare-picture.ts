// A picture's own bytes and nothing else: what a file carries besides its pixels is cut out without
// touching them. Pure, one pass, no decoding.
import { APP0, APP14, isForeign, jpegSegments, type Segment } from './jpeg-segments.ts'
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

// JFIF without a thumbnail, and Adobe's note on how colours were converted: without it they come
// out wrong.
const JPEG_HEADS = [
  { marker: APP0, name: 'JFIF\0', length: 16 },
  { marker: APP14, name: 'Adobe', length: 14 },
] as const

function jpegParts(file: Buffer): Buffer[] | undefined {
  const found = jpegSegments(file)
  if (!found?.ended) return undefined
  const isHead = ({ marker, at, end }: Segment) =>
    JPEG_HEADS.some(
      (head) =>
        head.marker === marker &&
        head.length === end - at - 2 &&
        file.toString('latin1', at + 4, at + 4 + head.name.length) === head.name,
    )
  const own = found.segments.filter((each) => !isForeign(each.marker) || isHead(each))
  const last = found.segments.at(-1)?.end ?? 2
  return [
    file.subarray(0, 2),
    ...own.map(({ at, end }) => file.subarray(at, end)),
    file.subarray(last, last + 2),
  ]
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
