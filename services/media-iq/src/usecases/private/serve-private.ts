// Somebody with a signed link asks for a file of a private picture.
import type { Clock } from '@pk-auto/kernel/clock'
import { type FileName, isFileName } from '../../domain/derivatives.ts'
import { errors } from '../../domain/errors.ts'
import { type MediaId, mediaId } from '../../domain/ids.ts'
import type { PrivateLinks } from './sign-files.ts'

export type ServePrivateDeps = {
  clock: Clock
  links: PrivateLinks
  readPrivateFile: (id: MediaId, name: FileName) => Promise<Uint8Array | undefined>
}

type Asked = { mediaId: string; file: string; until: number; signature: string }

/** @throws MEDIA_NOT_FOUND (not_found): the same for a link that is over, forged or of nothing */
export function servePrivate({ clock, links, readPrivateFile }: ServePrivateDeps) {
  return async function servePrivate({ file: name, until: untilMs, signature, ...asked }: Asked) {
    const id = mediaId(asked.mediaId)
    const may =
      isFileName(name) &&
      untilMs > clock.now().getTime() &&
      links.isSigned(id, name, { untilMs, signature })
    const bytes = may ? await readPrivateFile(id, name) : undefined
    if (!may || bytes === undefined) throw errors.MEDIA_NOT_FOUND()
    return { name, bytes }
  }
}
