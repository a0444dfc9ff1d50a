// Who may touch a media: its owner. Absent and foreign look alike. Pure.
import type { Actor } from '@pk-auto/kernel/actor'
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { Media } from './media.ts'

/** @throws MEDIA_NOT_FOUND (not_found) for anybody but the owner, and when there is none */
export function mustOwn(actor: Actor, media: Media | undefined): Media {
  if (media === undefined || actor.kind !== 'person' || media.owner !== actor.personId)
    throw new DomainError('not_found', 'MEDIA_NOT_FOUND')
  return media
}
