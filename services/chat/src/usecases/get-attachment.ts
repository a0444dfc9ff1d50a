// One of the two looks at a picture of their conversation.
import type { Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../domain/errors.ts'
import type { MediaId } from '../domain/ids.ts'
import type { Attachments, Media, MediaLinks } from './stores.ts'

export type GetAttachmentDeps = {
  media: Pick<Media, 'links'>
  inTransaction: InTransaction<{ attachments: Pick<Attachments, 'isShown'> }>
}

/**
 * Links for a few minutes. @throws ATTACHMENT_NOT_FOUND: the same for absent, deleted and foreign ·
 * whatever media-iq's absence throws (unavailable)
 */
export function getAttachment({ media, inTransaction }: GetAttachmentDeps) {
  return async function getAttachment(actor: Actor, id: MediaId): Promise<MediaLinks> {
    const shown = await inTransaction({ actor }, ({ attachments }) => attachments.isShown(id))
    const links = shown ? await media.links(id) : undefined
    if (!links) throw errors.ATTACHMENT_NOT_FOUND()
    return links
  }
}
