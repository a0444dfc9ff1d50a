// The segments a JPEG is built of, found without decoding it. Pure, one pass.

/** Markers by their second byte; the first is 0xff. */
export const [END, SCAN, APP0, APP14, APP15, COMMENT] = [
  0xd9, 0xda, 0xe0, 0xee, 0xef, 0xfe,
] as const
const MARK = 0xff

/** `end` is where the next one begins: behind a scan's picture data. */
export type Segment = { readonly marker: number; readonly at: number; readonly end: number }

/** `ended`: an end marker follows the last segment. Without it the picture data run to the end. */
export type Segments = { readonly segments: readonly Segment[]; readonly ended: boolean }

// Tables and frames of every kind of JPEG.
const JPEG_OWN = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xdb,
  0xdc, 0xdd,
])

// An honest file has some hundred at most; one of nothing but empty segments has millions.
const MAX_SEGMENTS = 10_000

/** Not the picture: what applications write into a file. */
export const isForeign = (marker: number): boolean =>
  (marker >= APP0 && marker <= APP15) || marker === COMMENT

/** Undefined for a file that is not built as a JPEG should be. */
export function jpegSegments(file: Buffer): Segments | undefined {
  const segments: Segment[] = []
  let at = 2
  while (segments.length < MAX_SEGMENTS && (at + 4 <= file.length || file[at + 1] === END)) {
    const marker = file[at + 1] ?? 0
    if (file[at] !== MARK) return undefined
    if (marker === END) return { segments, ended: true }
    const head = at + 2 + file.readUInt16BE(at + 2)
    if (head < at + 4 || head > file.length) return undefined
    if (!JPEG_OWN.has(marker) && marker !== SCAN && !isForeign(marker)) return undefined
    const end = marker === SCAN ? endOfScan(file, head) : head
    segments.push({ marker, at, end })
    at = end
    if (end === file.length) return marker === SCAN ? { segments, ended: false } : undefined
  }
  return undefined
}

/** Where the next marker stands: inside a scan only restarts and stuffed bytes follow 0xff. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(MARK, from); at !== -1; at = file.indexOf(MARK, at + 1)) {
    const next = file[at + 1] ?? 0
    const restart = next >= 0xd0 && next <= 0xd7
    if (next !== 0 && next !== MARK && !restart) return at
  }
  return file.length
}

/**
 * The file with its end marker; the very bytes that came when it has one, or is no JPEG that lacks
 * nothing but that.
 */
export function withEndMarker(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (jpegSegments(file)?.ended !== false) return bytes
  const marker = file.at(-1) === MARK ? [END] : [MARK, END]
  return Buffer.concat([file, Buffer.from(marker)])
}
