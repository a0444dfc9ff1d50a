// A media as its messages: what its owner is answered, and what everybody reads on the topic.
import type { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { type Media as MediaMessage, MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { Clip, Media, Picture } from '../domain/media.ts'

const STATES = {
  signed: MediaState.MEDIA_STATE_SIGNED,
  processing: MediaState.MEDIA_STATE_PROCESSING,
  ready: MediaState.MEDIA_STATE_READY,
  refused: MediaState.MEDIA_STATE_REFUSED,
  removed: MediaState.MEDIA_STATE_REMOVED,
} as const satisfies Record<Media['state'], MediaState>

const NO_PICTURE: Picture = { width: 0, height: 0, placeholder: '', dhash: 0n }
const NO_CLIP: Clip = { durationMs: 0, peaks: new Uint8Array() }
const pictureOf = (media: Media) => (media.state === 'ready' && media.picture) || NO_PICTURE
const clipOf = (media: Media) => (media.state === 'ready' && media.clip) || NO_CLIP

export function mediaMessage(media: Media): MediaMessage {
  const { width, height, placeholder } = pictureOf(media)
  const refusal = media.state === 'refused' ? media.refusal : ''
  const { id, purpose } = media
  const { durationMs, peaks } = clipOf(media)
  const clip = { durationMs, peaks: Buffer.from(peaks) }
  return { id, purpose, state: STATES[media.state], width, height, placeholder, refusal, ...clip }
}

/** The whole public state at its version. */
export const mediaEvent = (media: Media): MediaEvent => ({
  mediaId: media.id,
  version: media.version,
  state: STATES[media.state],
  purpose: media.purpose,
  ...pictureOf(media),
})
