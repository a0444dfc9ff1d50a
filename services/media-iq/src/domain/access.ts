// Who may touch a media: its owner. Absent and foreign look alike. Pure.
import type { Actor } from '@pk-auto/kernel/actor'
import { errors } from './errors.ts'
import type { Media } from './media.ts'

/** @throws MEDIA_NOT_FOUND (not_found) for anybody but the owner, and when there is none */
export function mustOwn(actor: Actor, media: Media | undefined): Media {
  if (media === undefined || actor.kind !== 'person' || media.owner !== actor.personId)
    throw errors.MEDIA_NOT_FOUND()
  return media
}
