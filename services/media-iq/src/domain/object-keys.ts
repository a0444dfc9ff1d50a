// Where a media's bytes lie in the bucket. Only what stands under `served/` is ever given out.
// Pure.
import { FILE_NAMES, type FileName } from './derivatives.ts'
import type { MediaId } from './ids.ts'

/** As it came: gone as soon as its address cannot be written again. */
export const originalKey = (id: MediaId): string => `originals/${id}`

/** What stays of the original: of limited size, and nothing but the picture. */
export const retainedKey = (id: MediaId): string => `kept/${id}`

export const servedKey = (id: MediaId, name: FileName): string => `served/${id}/${name}`

/** Everything that may have been stored for a media. */
export const objectKeys = (id: MediaId): string[] => [
  originalKey(id),
  retainedKey(id),
  ...FILE_NAMES.map((name) => servedKey(id, name)),
]
