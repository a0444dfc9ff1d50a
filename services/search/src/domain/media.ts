// What is known of a photo, and the part of it a listing shows. Pure.
export type MediaState = 'ready' | 'gone' | 'unknown'

/** `version` 0: named by a listing, nothing published of it yet. Width and height in pixels. */
export type MediaFact = {
  readonly mediaId: string
  readonly version: number
  readonly state: MediaState
  readonly width: number
  readonly height: number
  readonly placeholder: string
}

/** Width and height are 0 and the placeholder is empty while nothing is known. */
export type Photo = {
  readonly mediaId: string
  readonly width: number
  readonly height: number
  readonly placeholder: string
}

/** The photos of a listing in its order, without those that were refused or removed. */
export function photosOf(ids: readonly string[], facts: ReadonlyMap<string, MediaFact>): Photo[] {
  return ids.flatMap((mediaId) => {
    const fact = facts.get(mediaId)
    if (fact?.state === 'gone') return []
    const known = fact?.state === 'ready'
    return [
      {
        mediaId,
        width: known ? fact.width : 0,
        height: known ? fact.height : 0,
        placeholder: known ? fact.placeholder : '',
      },
    ]
  })
}
