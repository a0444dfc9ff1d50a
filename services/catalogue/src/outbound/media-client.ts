// The states of a seller's photos, from media-iq.
import { type MediaIqDefinition, MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { Client } from '@pk-auto/grpc/client'
import type { MediaId } from '../domain/ids.ts'
import type { Photos } from '../usecases/photo-check.ts'

const STATE = new Map<number, 'ready' | 'pending' | 'refused'>([
  [MediaState.MEDIA_STATE_SIGNED, 'pending'],
  [MediaState.MEDIA_STATE_PROCESSING, 'pending'],
  [MediaState.MEDIA_STATE_READY, 'ready'],
])

const PHOTOS = ['', 'listing-photo']

export const mediaClient = (client: Client<typeof MediaIqDefinition>): Photos => ({
  async statesOf(ids, actorToken) {
    const { media } = await client.getOwnMedia({ ids: [...ids] }, { actorToken })
    // A state this build does not know counts as refused: never show what nobody vouches for.
    // What was uploaded for something else is no photo of an ad, whoever it belongs to. A media-iq
    // that names no purpose has none but photos.
    const photos = media.filter(({ purpose }) => PHOTOS.includes(purpose))
    return new Map(photos.map(({ id, state }) => [id as MediaId, STATE.get(state) ?? 'refused']))
  },
})
