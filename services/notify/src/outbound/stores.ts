// Everything notify's verbs may use inside one transaction.
import type { Tx } from '@pk-auto/postgres/transaction'
import { expiredStore } from './expired-store.ts'
import { sandboxStore } from './sandbox-store.ts'
import type { DB } from './schema.gen.ts'
import { onceFor, sendStore } from './send-store.ts'

/** `secret` hides what was sent in the fingerprints of keyed calls. */
export const stores = (secret: string) => (tx: Tx<DB>) => ({
  sends: sendStore(tx),
  once: onceFor(tx, secret),
  sandbox: sandboxStore(tx),
  expired: expiredStore(tx),
})
