// Everything media-iq's verbs may use inside one transaction.
import type { Clock } from '@pk-auto/kernel/clock'
import { type KeyedCall, once } from '@pk-auto/postgres/once'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Media } from '../domain/media.ts'
import { deletionStore } from './deletion-store.ts'
import { jobStore } from './job-store.ts'
import { listingPhotosStore } from './listing-photos-store.ts'
import { mediaOutbox } from './media-outbox.ts'
import { mediaStore, publishedMediaStore } from './media-store.ts'
import { privateMediaStore } from './private-media-store.ts'
import type { DB } from './schema.gen.ts'

export const storesAt = (clock: Clock) => (tx: Tx<DB>) => ({
  media: { ...mediaStore(tx), ...privateMediaStore(tx) },
  published: publishedMediaStore(tx),
  jobs: jobStore(tx),
  listings: listingPhotosStore(tx),
  deletions: deletionStore(tx),
  events: mediaOutbox(tx, clock),
  once: (call: KeyedCall, work: () => Promise<Media>) =>
    once(tx, call, work, (id) => mediaStore(tx).get(id)),
})
