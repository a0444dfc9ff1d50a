// Every verb of chat that publishes: the change and its event are one commit.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { holdToWriteRule } from '@pk-auto/testing/writes/hold-to-write-rule'
import type { WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll, inject } from 'vitest'
import type { ClientId, MediaId, PersonId } from '../src/domain/ids.ts'
import { stores } from '../src/outbound/stores.ts'
import type { Content } from '../src/usecases/readable-content.ts'
import { chatVerbs, type ChatVerbs } from '../src/usecases/index.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'chat',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const database = stack.use(openDatabase({ url: testDb.url, service: 'chat' }))
const owner = stack.use(openDatabase({ url: testDb.ownerUrl, service: 'chat' }))
const verbs = chatVerbs({
  ...{ clock: manualClock(new Date()), newId, maxText: 400, changeableMs: 60_000 },
  profile: 'test',
  changed: () => undefined,
  lookAgain: () => undefined,
  media: {
    own: async (mediaId) => ({ kind: 'image', mediaId, width: 4, height: 3 }),
    links: async () => undefined,
  },
  inTransaction: transactions(database, stores(['a secret'])),
})
const { person } = await testCredentials()
const [buyer, seller] = [person(), person()]
const { conversation } = await verbs.openConversation(buyer, {
  to: seller.personId as PersonId,
  about: { kind: 'listing', id: newId() },
})
const sending = (content: Content = { kind: 'text', text: 'salam' }) => {
  const message = { conversation: conversation.id, clientId: newId() as ClientId, content }
  return () => verbs.sendMessage(buyer, message, 'token')
}
const sent = async () => ({ conversation: conversation.id, seq: (await sending()()).seq })

const CASES: WriteCases<keyof ChatVerbs> = {
  sendMessage: {
    'a new one': async () => sending(),
    'a picture': async () => sending({ kind: 'image', media: newId() as MediaId }),
  },
  editMessage: {
    'a new text': async () => {
      const message = await sent()
      return () => verbs.editMessage(buyer, message, 'wa alaikum salam')
    },
  },
  deleteMessage: {
    'a message': async () => {
      const message = await sent()
      return () => verbs.deleteMessage(buyer, message)
    },
  },
  appendEvent: {
    'a step of an offer': async () => {
      const step = {
        ...{ conversation: conversation.id, clientId: newId() as ClientId },
        ...{ actor: buyer.personId as PersonId },
        body: { offer: newId(), step: 'made', price: { minor: 100, currency: 'PKR' } } as const,
      }
      return () => verbs.appendEvent(step)
    },
  },
  noteAds: {
    'a sold one': async () => {
      const listing = newId()
      const about = { kind: 'listing', id: listing } as const
      await verbs.openConversation(buyer, { to: seller.personId as PersonId, about })
      await verbs.noteAds([{ listing, version: 1, state: 'live' }])
      return () => verbs.noteAds([{ listing, version: 2, state: 'sold' }])
    },
  },
  completeNotes: {
    'one that was cut off': async () => {
      const listing = newId()
      const about = { kind: 'listing', id: listing } as const
      await verbs.openConversation(buyer, { to: seller.personId as PersonId, about })
      await verbs.noteAds([{ listing, version: 1, state: 'live' }])
      await owner.pool.query(
        `insert into ad_note (listing_id, code, at) values ($1, 'ad-sold', now() + '1 h')`,
        [listing],
      )
      return () => verbs.completeNotes()
    },
  },
  seedConversations: {
    'one with a message': async () => {
      const [from, to] = [buyer.personId, seller.personId]
      const at = new Date()
      const messages = [{ id: newId(), by: from, text: 'salam', at }]
      const seed = { id: newId(), listing: newId(), from, to, at, messages }
      return () => verbs.seedConversations([seed])
    },
  },
}

const root = new URL('..', import.meta.url)
holdToWriteRule({ root, verbs, database: testDb }, CASES)
