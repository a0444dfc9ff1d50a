// A file that goes with a message: it must reach the server before the message can be sent.

type Picture = { readonly kind: 'image'; readonly width: number; readonly height: number }
/** `peaks`: how loud each part of it is, from 0 to 255. */
type Voice = {
  readonly kind: 'voice'
  readonly durationMs: number
  readonly peaks: readonly number[]
}

export type Picked = { readonly file: Blob; readonly sha256: string } & (Picture | Voice)

export type Attached = Picked & {
  /** The key of its upload: with the same one it is the same upload, with another a new one. */
  readonly uploadKey: string
  /** The upload, once the server has it ready to be shown. */
  readonly mediaId?: string
}

type Carrier = { readonly attached?: Attached }

export const isUploaded = ({ attached }: Carrier): boolean =>
  attached === undefined || attached.mediaId !== undefined

/** The entry with what is already known of the same upload: another tab may not know it yet. */
export const withUpload = <E extends Carrier>(entry: E, known: Attached | undefined): E => {
  const { attached } = entry
  if (!attached || !known || isUploaded(entry)) return entry
  return known.uploadKey === attached.uploadKey ? { ...entry, attached: known } : entry
}

/** As it was picked: to be uploaded anew. */
export const notUploaded = (attached: Attached, uploadKey: string): Attached => {
  const { mediaId: _, ...picked } = attached
  return { ...picked, uploadKey }
}
