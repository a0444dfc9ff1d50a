// Anybody asks for a file of a picture. Only derivatives are ever given out.
import { errors } from '../domain/errors.ts'
import { type FileName, isFileName, largerThan } from '../domain/derivatives.ts'
import { type MediaId, mediaId } from '../domain/ids.ts'

export type ServePictureDeps = {
  readFile: (id: MediaId, name: FileName) => Promise<Uint8Array | undefined>
}

/**
 * Whoever knows the id may see the file: ids of pictures on no public listing are given to nobody
 * but their owner. @throws MEDIA_NOT_FOUND (not_found)
 */
export function servePicture(deps: ServePictureDeps) {
  return async function servePicture(
    id: string,
    name: string,
  ): Promise<{ name: FileName; bytes: Uint8Array }> {
    const media = mediaId(id)
    if (!isFileName(name)) throw errors.MEDIA_NOT_FOUND()
    const larger = largerThan(name)
    const bytes =
      (await deps.readFile(media, name)) ?? (larger && (await deps.readFile(media, larger)))
    if (bytes === undefined) throw errors.MEDIA_NOT_FOUND()
    return { name, bytes }
  }
}
