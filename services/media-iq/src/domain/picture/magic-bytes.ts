// Recognises the three kinds of picture we take by their first bytes; a name or a declared type
// proves nothing. Pure.
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const

export type PictureType = (typeof PICTURE_TYPES)[number]

// Names that old systems and some file dialogs give a JPEG.
const ALIASES: Readonly<Record<string, PictureType>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
}

/** The type a client announces, in any case; undefined for one we do not take. */
export function announcedType(text: string): PictureType | undefined {
  const type = text.toLowerCase()
  return PICTURE_TYPES.find((known) => known === (ALIASES[type] ?? type))
}

/** How many bytes a file needs before its kind is known. */
export const MAGIC_BYTES = 16

const JPEG = [0xff, 0xd8, 0xff]
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]
const RIFF = [0x52, 0x49, 0x46, 0x46]
const WEBP = [0x57, 0x45, 0x42, 0x50]

const has = (head: Uint8Array, magic: readonly number[], at = 0) =>
  magic.every((byte, i) => head[at + i] === byte)

/**
 * The kind of picture these first bytes begin; nothing for all else: HEIC, SVG, GIF, PDF, HTML, an
 * empty file.
 */
export function pictureTypeOf(head: Uint8Array): PictureType | undefined {
  if (has(head, JPEG)) return 'image/jpeg'
  if (has(head, PNG)) return 'image/png'
  if (has(head, RIFF) && has(head, WEBP, 8)) return 'image/webp'
  return undefined
}
