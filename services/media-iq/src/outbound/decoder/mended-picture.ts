// Small faults of honest files are mended before they are decoded: a JPEG without its end marker, a
// PNG with its orientation in an old place. Runs only inside the decoder process.
import { crc32, inflateSync } from 'node:zlib'
import { exifOrientation, orientationExif } from '../../domain/picture/exif-orientation.ts'
import { withEndMarker } from '../../domain/picture/jpeg-segments.ts'
import { pictureTypeOf } from '../../domain/picture/magic-bytes.ts'

/** `failOn`: a JPEG that got its end marker back must not lack anything else either. */
export type Mended = { readonly bytes: Uint8Array; readonly failOn: 'error' | 'warning' }

/** `bytes` are the very bytes that came when there is nothing to put right. */
export function mended(bytes: Uint8Array): Mended {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = pictureTypeOf(file)
  if (type === 'image/png') return { bytes: withOrientation(file) ?? bytes, failOn: 'error' }
  const whole = type === 'image/jpeg' ? withEndMarker(bytes) : bytes
  return { bytes: whole, failOn: whole === bytes ? 'error' : 'warning' }
}

const SIGNATURE_BYTES = 8
const CHUNK_BYTES = 12

// Tools older than the chunk eXIf write EXIF as text, in hexadecimal, compressed or not.
const PROFILE = /^Raw profile type (exif|APP1)\0/i
const PROFILE_TEXT = /^\s*(?:exif|APP1)\s+\d+\s+([0-9a-f\s]+)$/i
// A camera's EXIF is at most 64 kB; in hexadecimal with line ends that is a little over twice this.
const MAX_TEXT_BYTES = 256 * 1024
const EXIF = Buffer.from('Exif\0\0', 'latin1')

/** The PNG with a chunk eXIf for the orientation found in one of its text chunks. */
function withOrientation(png: Buffer): Buffer | undefined {
  let profile: Chunk | undefined
  for (const each of chunksOf(png)) {
    if (each.name === 'eXIf') return undefined
    // The first one counts: a file of many would take its time to inflate.
    if (each.name === 'tEXt' || each.name === 'zTXt') profile ??= isProfile(each) ? each : undefined
  }
  const orientation = profile && profileOrientation(profile)
  if (orientation === undefined) return undefined
  const afterHeader = SIGNATURE_BYTES + CHUNK_BYTES + png.readUInt32BE(SIGNATURE_BYTES)
  const own = chunk('eXIf', orientationExif(orientation))
  return Buffer.concat([png.subarray(0, afterHeader), own, png.subarray(afterHeader)])
}

type Chunk = { readonly name: string; readonly data: Buffer }

function* chunksOf(png: Buffer): Generator<Chunk> {
  for (let at = SIGNATURE_BYTES; at + CHUNK_BYTES <= png.length;) {
    const end = at + 8 + png.readUInt32BE(at)
    yield { name: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) }
    at = end + 4
  }
}

const keywordOf = ({ data }: Chunk) => PROFILE.exec(data.toString('latin1', 0, 32))?.[0] ?? ''
const isProfile = (each: Chunk) => keywordOf(each) !== ''

function profileOrientation(profile: Chunk): number | undefined {
  const start = keywordOf(profile).length
  const text =
    profile.name === 'tEXt'
      ? profile.data.subarray(start, start + MAX_TEXT_BYTES)
      : inflated(profile.data.subarray(start + 1))
  const [, hex = ''] = PROFILE_TEXT.exec(text?.toString('latin1') ?? '') ?? []
  const exif = Buffer.from(hex.replace(/\s/g, ''), 'hex')
  return exifOrientation(exif.indexOf(EXIF) === 0 ? exif.subarray(EXIF.length) : exif)
}

/** Undefined for what does not inflate, or to more than any profile has. */
function inflated(data: Buffer): Buffer | undefined {
  try {
    return inflateSync(data, { maxOutputLength: MAX_TEXT_BYTES })
  } catch {
    return undefined
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
