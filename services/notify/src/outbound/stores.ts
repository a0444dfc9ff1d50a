// Everything notify's verbs may use inside one transaction.
import type { Tx } from '@pk-auto/postgres/transaction'
import { attemptStore, receiptStore } from './attempt-store.ts'
import { expiredStore } from './expired-store.ts'
import { ownNotifications, unreadOfPeople } from './news/centre-store.ts'
import { deliveryStore } from './news/delivery-store.ts'
import { newsLog, notificationStore } from './news/news-store.ts'
import { knownPeople, ownPreferences, peopleStore } from './news/people-store.ts'
import { subscriptionStore } from './push/subscription-store.ts'
import { sandboxStore } from './sandbox-store.ts'
import type { DB } from './schema.gen.ts'
import { onceFor, sendStore } from './send-store.ts'

/** `secret` hides what was sent in the fingerprints of keyed calls. */
export const stores = (secret: string) => (tx: Tx<DB>) => ({
  sends: sendStore(tx),
  attempts: attemptStore(tx),
  receipts: receiptStore(tx),
  once: onceFor(tx, secret),
  sandbox: sandboxStore(tx),
  newsLog: newsLog(tx),
  notifications: notificationStore(tx),
  deliveries: deliveryStore(tx),
  people: peopleStore(tx),
  knownPeople: knownPeople(tx),
  own: ownNotifications(tx),
  unread: unreadOfPeople(tx),
  ownPreferences: ownPreferences(tx),
  subscriptions: subscriptionStore(tx),
  expired: expiredStore(tx),
})
