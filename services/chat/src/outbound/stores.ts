// Everything the verbs of chat may use inside one transaction.
import type { Tx } from '@pk-auto/postgres/transaction'
import { adStore } from './ad-store.ts'
import { attachmentStore } from './attachment-store.ts'
import { batchStore } from './batch-store.ts'
import { conversationOutbox } from './conversation-outbox.ts'
import { conversationStore, sideStore } from './conversation-store.ts'
import { erasingStore } from './erasing-store.ts'
import { listStore } from './list-store.ts'
import type { Secrets } from './marks.ts'
import { logStore, readerStore } from './log-store.ts'
import { presenceStore } from './presence-store.ts'
import { searchStore } from './search-store.ts'
import type { DB } from './schema.gen.ts'

/** `secrets` hide what was said in the marks of deleted messages; the first one signs. */
export const stores = (secrets: Secrets) => (tx: Tx<DB>) => ({
  conversations: conversationStore(tx),
  sides: sideStore(tx),
  log: logStore(tx, secrets),
  batches: batchStore(tx, secrets),
  ads: adStore(tx),
  attachments: attachmentStore(tx),
  lists: listStore(tx),
  reader: readerStore(tx),
  search: searchStore(tx),
  presence: presenceStore(tx),
  erasing: erasingStore(tx),
  outbox: conversationOutbox(tx),
})
