// catalogue.draft.v1: which pictures drafts hold.
import { subscribe } from '@pk-auto/kafka/subscription'
import { DRAFTS } from '@pk-auto/proto/topics'
import type { MediaIqVerbs } from '../usecases/index.ts'
import { draftPhotos, erasedDraft } from '../wire/listing-photos.ts'

export const consumeDrafts = (use: Pick<MediaIqVerbs, 'holdPhotos'>) =>
  subscribe(DRAFTS, {
    read: draftPhotos,
    handle: (events) =>
      use.holdPhotos(events.flatMap(({ key, value }) => value ?? erasedDraft(key))),
  })
