// The files made of every picture. Their names are part of public URLs and never change. Pure.
import { isPrivate, isVoice, type Purpose } from './purpose.ts'

export const SIZES = { full: 1600, large: 1200, medium: 960, card: 640, thumb: 240 } as const

/** Longest side in pixels by name. */
export type SizeName = keyof typeof SIZES

export const FORMATS = { webp: 'image/webp', jpg: 'image/jpeg' } as const

export type Format = keyof typeof FORMATS

/** The one file made of a clip. */
export const VOICE_FILE = 'voice.m4a'

export type PictureFile = `${SizeName}.${Format}`

export type FileName = PictureFile | typeof VOICE_FILE

/** A file as made by the worker, ready to be stored. */
export type DerivedFile = { readonly name: FileName; readonly bytes: Uint8Array }

/** Of a picture sent in private. */
const PRIVATE_FILES: readonly PictureFile[] = (['full', 'card', 'thumb'] as const).flatMap((size) =>
  (Object.keys(FORMATS) as Format[]).map((format): PictureFile => `${size}.${format}`),
)

/** Only pages ask for these, and every browser that picks among sizes knows WebP. */
const BETWEEN: readonly PictureFile[] = ['large.webp', 'medium.webp']

/** Every file of a picture. */
const PICTURE_FILES: readonly PictureFile[] = [...PRIVATE_FILES, ...BETWEEN]

/** Of pictures older than the sizes between there is only the next larger one. */
export const largerThan = (name: FileName): FileName | undefined =>
  (BETWEEN as readonly string[]).includes(name) ? 'full.webp' : undefined

export const isFileName = (text: string): text is FileName =>
  text === VOICE_FILE || (PICTURE_FILES as readonly string[]).includes(text)

/** Every file of a picture for this purpose. */
export const picturesOf = (media: { readonly purpose: Purpose }): readonly PictureFile[] =>
  isPrivate(media) ? PRIVATE_FILES : PICTURE_FILES

/** Every file of a media. */
export const filesOf = (media: { readonly purpose: Purpose }): readonly FileName[] =>
  isVoice(media) ? [VOICE_FILE] : picturesOf(media)

export const contentTypeOf = (name: FileName): string => {
  if (name === VOICE_FILE) return 'audio/mp4'
  return name.endsWith('.webp') ? FORMATS.webp : FORMATS.jpg
}
