// Everything identity's verbs may use inside one transaction.
import type { Tx } from '@pk-auto/postgres/transaction'
import { challengeStore } from './challenge-store.ts'
import { emailProofStore, emailStore } from './email-store.ts'
import { expiredStore } from './expired-store.ts'
import { announcing } from './person-events.ts'
import { currentPeopleStore, personStore } from './person-store.ts'
import { provenDeviceStore } from './proven-device-store.ts'
import type { DB } from './schema.gen.ts'
import { sendCounter } from './send-counter.ts'
import { sessionStore } from './session-store.ts'

export const stores = (tx: Tx<DB>) => ({
  challenges: challengeStore(tx),
  people: personStore(tx),
  emails: emailStore(tx),
  emailProofs: emailProofStore(tx),
  current: currentPeopleStore(tx),
  provenDevices: provenDeviceStore(tx),
  sends: sendCounter(tx),
  sessions: sessionStore(tx),
  expired: expiredStore(tx),
  announce: announcing(tx),
})
