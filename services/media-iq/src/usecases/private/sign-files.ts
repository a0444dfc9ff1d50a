// The service that owns a private media lets somebody see it: links to its files, for a few
// minutes.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type FileName, filesOf } from '../../domain/derivatives.ts'
import { errors } from '../../domain/errors.ts'
import type { MediaId } from '../../domain/ids.ts'
import type { Media } from '../../domain/media.ts'
import { isPrivate } from '../../domain/purpose.ts'

export type PrivateLinks = {
  /** Behind the address at which pictures are served. */
  pathOf(id: MediaId, name: FileName, until: Date): string
  isSigned(
    id: MediaId,
    name: FileName,
    claimed: { readonly untilMs: number; readonly signature: string },
  ): boolean
}

export type SignFilesDeps = {
  clock: Clock
  links: PrivateLinks
  privateLinkMs: number
  inTransaction: InTransaction<{
    media: { find(id: MediaId): Promise<Media | undefined> }
  }>
}

type SignedFiles = {
  readonly files: readonly { readonly name: FileName; readonly path: string }[]
  readonly expiresAt: Date
}

/**
 * Whom it is shown to is for its caller to know. @throws MEDIA_NOT_FOUND (not_found), also for one
 * that is public or not ready
 */
export function signFiles({ clock, links, privateLinkMs, inTransaction }: SignFilesDeps) {
  return async function signFiles(id: MediaId): Promise<SignedFiles> {
    const found = await inTransaction({ system: 'media-iq' }, ({ media }) => media.find(id))
    if (found?.state !== 'ready' || !isPrivate(found)) throw errors.MEDIA_NOT_FOUND()
    const expiresAt = new Date(clock.now().getTime() + privateLinkMs)
    const files = filesOf(found).map((name) => ({ name, path: links.pathOf(id, name, expiresAt) }))
    return { files, expiresAt }
  }
}
