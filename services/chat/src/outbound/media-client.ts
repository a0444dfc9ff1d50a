// The uploads that people send in messages, from media-iq.
import type { Client } from '@pk-auto/grpc/client'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { type MediaIqDefinition, MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { AttachedKind } from '../domain/message.ts'
import type { Media } from '../usecases/stores.ts'

const PURPOSE = { image: 'chat', voice: 'chat-voice' } as const satisfies Record<
  AttachedKind,
  string
>
const WAITS: readonly MediaState[] = [
  ...[MediaState.MEDIA_STATE_SIGNED, MediaState.MEDIA_STATE_PROCESSING],
]

export const mediaClient = (
  client: Pick<Client<typeof MediaIqDefinition>, 'getOwnMedia' | 'signFiles'>,
): Media => ({
  async own(mediaId, kind, actorToken) {
    const { media } = await client.getOwnMedia({ ids: [mediaId] }, { actorToken })
    const found = media.find(({ purpose }) => purpose === PURPOSE[kind])
    if (!found) return undefined
    if (WAITS.includes(found.state)) return 'pending'
    if (found.state !== MediaState.MEDIA_STATE_READY) return undefined
    const { width, height, durationMs, peaks } = found
    return kind === 'image'
      ? { kind, mediaId, width, height }
      : { kind, mediaId, durationMs, peaks: [...peaks] }
  },
  async links(id) {
    try {
      const { files, expiresAt } = await client.signFiles({ mediaId: id })
      return expiresAt && { files, expiresAt }
    } catch (error) {
      if (error instanceof DomainError && error.code === 'MEDIA_NOT_FOUND') return undefined
      throw error
    }
  },
})
