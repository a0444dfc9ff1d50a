// Republishes the current state of media: for a consumer that must start over.
import { type CurrentRows, republisher, type RepublishRequest } from '@pk-auto/postgres/republish'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Media } from '../domain/media.ts'

export type RepublishMediaDeps = {
  inTransaction: InTransaction<{
    /** Ready, refused and removed media: those that have an event. */
    published: CurrentRows<Media>
    events: { append(...media: readonly Media[]): Promise<void> }
  }>
}

/** @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function republishMedia({ inTransaction }: RepublishMediaDeps) {
  const republish = republisher({
    service: 'media-iq',
    inTransaction,
    rows: ({ published }) => published,
    append: ({ events }, media) => events.append(...media),
  })
  return async function republishMedia(request: RepublishRequest) {
    return republish(request)
  }
}
