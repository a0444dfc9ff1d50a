// media-iq as chat sees it: uploads that belong to people, and links to them.
import { implement } from '@pk-auto/grpc/server'
import type { Person } from '@pk-auto/kernel/actor'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import {
  type Media,
  MediaIqDefinition,
  MediaState,
} from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'

const notAsked = () => Promise.reject(new Error('not asked'))

export function fakeMedia() {
  const uploads = new Map<string, { owner: string; media: Media }>()
  const asked: string[] = []
  const implemented = implement(MediaIqDefinition, {
    ...{ signUpload: notAsked, completeUpload: notAsked },
    getOwnMedia: async ({ ids }, { actor }) => {
      asked.push(...ids)
      const owner = actor.kind === 'person' ? actor.personId : ''
      const found = ids.flatMap((id) => uploads.get(id) ?? [])
      return { media: found.filter((one) => one.owner === owner).map(({ media }) => media) }
    },
    signFiles: async ({ mediaId }) => {
      if (!uploads.has(mediaId)) throw new DomainError('not_found', 'MEDIA_NOT_FOUND')
      const files = [{ name: 'full.webp', path: `private/${mediaId}/full.webp` }]
      return { files, expiresAt: new Date() }
    },
  })
  return {
    implemented,
    /** Which uploads chat has asked about. */
    asked,
    add(owner: Person, more: Partial<Media> = {}): string {
      const id = newId()
      const media: Media = {
        ...{ id, state: MediaState.MEDIA_STATE_READY, width: 1600, height: 1200 },
        ...{ placeholder: '', refusal: '', purpose: 'chat' },
        ...{ durationMs: 0, peaks: new Uint8Array() },
        ...more,
      }
      uploads.set(id, { owner: owner.personId, media })
      return id
    },
    remove: (id: string) => void uploads.delete(id),
  }
}
