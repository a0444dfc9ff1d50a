// The part of a media event that search shows.
import { isId } from '@pk-auto/kernel/id'
import type { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { MediaState as WireState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { MediaFact, MediaState } from '../domain/media.ts'

/** An erased photo is gone at a version nothing can follow. */
const ERASED = 2_147_483_647

/** @throws Error for an event that names no media */
export function mediaFact(event: MediaEvent): MediaFact {
  const { mediaId, version, state, width, height, placeholder } = event
  if (!isId(mediaId)) throw new Error('a media event without a media id')
  return { mediaId, version, state: stateOf(state), width, height, placeholder }
}

/** What an erased key leaves behind; nothing for a key that is no id. */
export const erasedMedia = (key: string): MediaFact[] =>
  isId(key)
    ? [{ mediaId: key, version: ERASED, state: 'gone', width: 0, height: 0, placeholder: '' }]
    : []

// A picture that is still being worked on shows nothing yet, nor does a state newer than this build.
function stateOf(state: WireState): MediaState {
  if (state === WireState.MEDIA_STATE_READY) return 'ready'
  return state === WireState.MEDIA_STATE_REFUSED || state === WireState.MEDIA_STATE_REMOVED
    ? 'gone'
    : 'unknown'
}
