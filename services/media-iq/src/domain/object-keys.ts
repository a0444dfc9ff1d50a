// Where a media's bytes lie in the bucket. What stands under `served/` is given to anybody, what
// stands under `private/` by a signed link, and all else to nobody. Pure.
import { type FileName, filesOf } from './derivatives.ts'
import type { MediaId } from './ids.ts'
import { isPrivate, type Purpose } from './purpose.ts'

/** As it came: gone as soon as its address cannot be written again. */
export const originalKey = (id: MediaId): string => `originals/${id}`

/**
 * What stays of the original: of limited size, and nothing but the picture. The prefix keeps its
 * name: under another one the sweep would leave in the store what lies there already.
 */
export const retainedKey = (id: MediaId): string => `kept/${id}`

export const servedKey = (id: MediaId, name: FileName): string => `served/${id}/${name}`

export const privateKey = (id: MediaId, name: FileName): string => `private/${id}/${name}`

export const fileKey = (media: { id: MediaId; purpose: Purpose }, name: FileName): string =>
  isPrivate(media) ? privateKey(media.id, name) : servedKey(media.id, name)

/** Everything that may have been stored for a media. */
export const objectKeys = (media: { id: MediaId; purpose: Purpose }): string[] => [
  originalKey(media.id),
  ...(isPrivate(media) ? [] : [retainedKey(media.id)]),
  ...filesOf(media).map((name) => fileKey(media, name)),
]
