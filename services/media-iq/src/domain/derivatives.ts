// The files made of every picture: three sizes, two formats. Their names are part of public URLs
// and never change. Pure.
export const SIZES = { full: 1600, card: 640, thumb: 240 } as const

/** Longest side in pixels by name. */
export type SizeName = keyof typeof SIZES

export const FORMATS = { webp: 'image/webp', jpg: 'image/jpeg' } as const

export type Format = keyof typeof FORMATS

export type FileName = `${SizeName}.${Format}`

/** A file as made by the worker, ready to be stored. */
export type DerivedFile = { readonly name: FileName; readonly bytes: Uint8Array }

/** Every file of a picture, largest first. */
export const FILE_NAMES: readonly FileName[] = (Object.keys(SIZES) as SizeName[]).flatMap((size) =>
  (Object.keys(FORMATS) as Format[]).map((format): FileName => `${size}.${format}`),
)

export const isFileName = (text: string): text is FileName =>
  (FILE_NAMES as readonly string[]).includes(text)

export const contentTypeOf = (name: FileName): string =>
  name.endsWith('.webp') ? FORMATS.webp : FORMATS.jpg
