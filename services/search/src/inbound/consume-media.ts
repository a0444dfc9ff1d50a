// media-iq.media.v1 → commands to the projection.
import { isId } from '@pk-auto/kernel/id'
import type { InboundEvent } from '@pk-auto/kafka/event'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { MediaState as WireState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { MediaFact, MediaState } from '../domain/media.ts'

export const MEDIA_TOPIC = 'media-iq.media.v1'

/** An erased photo is gone at a version nothing can follow. */
const ERASED = 2_147_483_647

/** Undefined for another message type. @throws for bytes that hold no media: poison */
export function decodeMedia(bytes: Uint8Array, type: string): MediaFact | undefined {
  if (type !== 'pkauto.media_iq.v1.MediaEvent') return undefined
  const { mediaId, version, state, width, height, placeholder } = MediaEvent.decode(bytes)
  if (!isId(mediaId)) throw new Error('a media event without a media id')
  return { mediaId, version, state: stateOf(state), width, height, placeholder }
}

/** At most one event per photo: the subscription keeps the newest. */
export const consumeMedia =
  (project: (facts: readonly MediaFact[]) => Promise<void>) =>
  (events: readonly InboundEvent<MediaFact>[]) =>
    project(events.flatMap(({ key, value }) => (value ? [value] : isId(key) ? [erased(key)] : [])))

// A picture that is still being worked on shows nothing yet; a state newer than this build shows
// nothing either.
function stateOf(state: WireState): MediaState {
  if (state === WireState.MEDIA_STATE_READY) return 'ready'
  return state === WireState.MEDIA_STATE_REFUSED || state === WireState.MEDIA_STATE_REMOVED
    ? 'gone'
    : 'unknown'
}

const erased = (mediaId: string): MediaFact => ({
  mediaId,
  version: ERASED,
  state: 'gone',
  width: 0,
  height: 0,
  placeholder: '',
})
