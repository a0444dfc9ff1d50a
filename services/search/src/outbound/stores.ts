// Everything search stores in Postgres, bound to one transaction.
import type { Clock } from '@pk-auto/kernel/clock'
import type { Tx } from '@pk-auto/postgres/transaction'
import { docStore, pageStore } from './doc-store.ts'
import { dueStore } from './due-store.ts'
import { indexRegistry, indexSource } from './index-registry.ts'
import { mediaStore } from './media-store.ts'
import type { DB } from './schema.gen.ts'
import { taxonomyStore } from './taxonomy-store.ts'

export const searchStores = (clock: Clock) => (tx: Tx<DB>) => ({
  docs: docStore(tx),
  pages: pageStore(tx),
  media: mediaStore(tx),
  due: dueStore(clock)(tx),
  taxonomy: taxonomyStore(tx),
  source: indexSource(tx),
  registry: indexRegistry(clock)(tx),
})
