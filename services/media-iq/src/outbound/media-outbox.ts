// What has happened to media, as events of topic media-iq.media.v1.
import type { Clock } from '@pk-auto/kernel/clock'
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { Media } from '../domain/media.ts'
import type { DB } from './schema.gen.ts'

const MEDIA_TOPIC = 'media-iq.media.v1'

const STATES = {
  signed: MediaState.MEDIA_STATE_SIGNED,
  processing: MediaState.MEDIA_STATE_PROCESSING,
  ready: MediaState.MEDIA_STATE_READY,
  refused: MediaState.MEDIA_STATE_REFUSED,
  removed: MediaState.MEDIA_STATE_REMOVED,
} as const satisfies Record<Media['state'], MediaState>

function eventOf(media: Media): MediaEvent {
  const picture =
    media.state === 'ready' ? media.picture : { width: 0, height: 0, placeholder: '', dhash: 0n }
  return {
    mediaId: media.id,
    version: media.version,
    state: STATES[media.state],
    purpose: media.purpose,
    ...picture,
  }
}

/** Every event carries the whole public state at its version. */
export const mediaOutbox = (tx: Tx<DB>, clock: Clock) => ({
  append: (...media: readonly Media[]): Promise<void> =>
    outboxOf(tx).append(
      ...media.map((each) => ({
        topic: MEDIA_TOPIC,
        key: each.id,
        type: 'pkauto.media_iq.v1.MediaEvent',
        value: MediaEvent.encode(eventOf(each)).finish(),
        at: clock.now(),
      })),
    ),
})
