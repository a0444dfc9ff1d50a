// Says the current state of media again, at their current versions, for a consumer that must start
// over.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { MediaId } from '../domain/ids.ts'
import type { Media } from '../domain/media.ts'

const PAGE = 500

export type RepublishMediaDeps = {
  inTransaction: InTransaction<{
    media: {
      announced(page: { after: string; ids: readonly MediaId[]; limit: number }): Promise<Media[]>
    }
    events: { append(...media: readonly Media[]): Promise<void> }
  }>
}

/**
 * One page in order of id; `next` is empty when done. Safe to repeat: consumers skip versions they
 * know.
 */
export function republishMedia(deps: RepublishMediaDeps) {
  return function republishMedia(page: {
    after: string
    ids: readonly MediaId[]
  }): Promise<{ republished: number; next: string }> {
    return deps.inTransaction({ system: 'media-iq' }, async ({ media, events }) => {
      const found = await media.announced({ ...page, limit: PAGE })
      await events.append(...found)
      return {
        republished: found.length,
        next: found.length === PAGE ? (found.at(-1)?.id ?? '') : '',
      }
    })
  }
}
