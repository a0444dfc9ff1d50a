// The topics of media-iq.
import { MediaEvent } from '../../gen/pkauto/media_iq/v1/events.ts'
import { stateTopic } from './topic.ts'

/** What is known of each photo once it is ready, refused or removed. */
export const MEDIA = stateTopic('media-iq.media.v1', MediaEvent, {
  dataClass: 'public',
  key: ({ mediaId }) => mediaId,
  version: ({ version }) => version,
})
