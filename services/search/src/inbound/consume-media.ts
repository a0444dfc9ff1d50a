// media-iq.media.v1 → commands to the projection.
import { subscribe } from '@pk-auto/kafka/subscription'
import { MEDIA } from '@pk-auto/proto/topics'
import type { MediaFact } from '../domain/media.ts'
import { erasedMedia, mediaFact } from '../wire/media.ts'

export const consumeMedia = (project: (facts: readonly MediaFact[]) => Promise<void>) =>
  subscribe(MEDIA, {
    read: mediaFact,
    handle: (events) => project(events.flatMap(({ key, value }) => value ?? erasedMedia(key))),
  })
