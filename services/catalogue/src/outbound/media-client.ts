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

export const mediaClient = (client: Client<typeof MediaIqDefinition>): Photos => ({
  async statesOf(ids, actorToken) {
    const { media } = await client.getOwnMedia({ ids: [...ids] }, { actorToken })
    // A state this build does not know counts as refused: never show what nobody vouches for.
    return new Map(media.map(({ id, state }) => [id as MediaId, STATE.get(state) ?? 'refused']))
  },
})
