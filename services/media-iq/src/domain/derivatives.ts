// The files made of every picture: three sizes, two formats. Their names are part of public URLs
// and never change. Pure.
import { isVoice, type Purpose } from './purpose.ts'

export const SIZES = { full: 1600, card: 640, thumb: 240 } as const

/** Longest side in pixels by name. */
export type SizeName = keyof typeof SIZES

export const FORMATS = { webp: 'image/webp', jpg: 'image/jpeg' } as const

export type Format = keyof typeof FORMATS

/** The one file made of a clip. */
export const VOICE_FILE = 'voice.m4a'

type PictureFile = `${SizeName}.${Format}`

export type FileName = PictureFile | typeof VOICE_FILE

/** A file as made by the worker, ready to be stored. */
export type DerivedFile = { readonly name: FileName; readonly bytes: Uint8Array }

/** Every file of a picture, largest first. */
export const PICTURE_FILES: readonly PictureFile[] = (Object.keys(SIZES) as SizeName[]).flatMap(
  (size) => (Object.keys(FORMATS) as Format[]).map((format): PictureFile => `${size}.${format}`),
)

export const isFileName = (text: string): text is FileName =>
  text === VOICE_FILE || (PICTURE_FILES as readonly string[]).includes(text)

/** Every file of a media. */
export const filesOf = (media: { readonly purpose: Purpose }): readonly FileName[] =>
  isVoice(media) ? [VOICE_FILE] : PICTURE_FILES

export const contentTypeOf = (name: FileName): string => {
  if (name === VOICE_FILE) return 'audio/mp4'
  return name.endsWith('.webp') ? FORMATS.webp : FORMATS.jpg
}
