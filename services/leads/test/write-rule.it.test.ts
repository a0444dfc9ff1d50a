// Every verb of leads that publishes: the change and its event are one commit.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { holdToWriteRule } from '@pk-auto/testing/writes/hold-to-write-rule'
import type { WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll, inject } from 'vitest'
import type { ConversationId, LeadId, ListingId, PersonId } from '../src/domain/ids.ts'
import { refuseAsAbsent } from '../src/outbound/listing-client.ts'
import { stores } from '../src/outbound/stores.ts'
import { leadsVerbs, type LeadsVerbs } from '../src/usecases/index.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'leads',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const clock = manualClock(new Date())
const database = stack.use(openDatabase({ url: testDb.url, service: 'leads' }))
const { person } = await testCredentials()
const [buyer, seller] = [person(), person()]
const [buyerId, sellerId] = [buyer.personId as PersonId, seller.personId as PersonId]
// Chat is away: what it is to be told waits, in a transaction of its own.
const away = () => Promise.reject(new Error('away'))
const offers = { minPrice: rupees(10_000), maxPrice: rupees(1_000_000_000), openMs: 60_000 }
const anyWay = { call: true, whatsapp: true }
const verbs = leadsVerbs({
  ...{
    clock,
    newId,
    zone: 'Asia/Karachi',
    maxText: 200,
    newADay: 1_000,
    revealsADay: 20,
    revealRetentionMs: 1_000,
  },
  profile: 'test',
  offers,
  ...{ refuseAsAbsent, isCanary: () => false, alarm: () => undefined },
  waitingChanged: () => undefined,
  listings: { sellerOf: async () => sellerId },
  people: {
    waysOf: async () => anyWay,
    numberOf: async () => ({ ...anyWay, phone: '+923001234567' }),
    hasProvedNumber: async () => true,
  },
  conversations: {
    isWelcome: async () => true,
    open: async () => newId() as ConversationId,
    mustNotBeBlocked: async () => undefined,
    send: async () => undefined,
    appendStep: away,
  },
  inTransaction: transactions(database, stores),
})
const brand = { market: 'pk', channels: ['automart'] }
const source = { gateway: 'gateway-pwa', channel: 'automart' }
const contacting = (listing = newId() as ListingId, key = newId()) =>
  verbs.createLead(
    buyer,
    { method: 'create', key, sha256: '' },
    { listing, kind: 'message', text: '', brand, source },
    '',
  )

const offering = (lead: LeadId, key = newId()) =>
  verbs.makeOffer(
    buyer,
    { method: 'offer', key, sha256: '' },
    { lead, price: rupees(2_000_000), brand },
    '',
  )

const CASES: WriteCases<keyof LeadsVerbs> = {
  createLead: {
    'a first contact': async () => {
      const [listing, key] = [newId() as ListingId, newId()]
      return () => contacting(listing, key)
    },
    'a further one': async () => {
      const { lead } = await contacting()
      const key = newId()
      return () => contacting(lead.listing, key)
    },
  },
  updateLead: {
    'a status and a note': async () => {
      const { lead } = await contacting()
      const wish = { id: lead.id, expectedVersion: 1, status: 'won', note: 'sold' } as const
      return () => verbs.updateLead(seller, wish)
    },
  },
  recordReplies: {
    'the first': async () => {
      const { lead } = await contacting()
      const written = { conversation: lead.conversation, by: sellerId, at: clock.now() }
      return () => verbs.recordReplies([written])
    },
  },
  eraseLeads: {
    'all of a person': async () => {
      await contacting()
      return () => verbs.eraseLeads([buyerId])
    },
  },
  republishLeads: {
    'a lead': async () => {
      const { lead } = await contacting()
      return () => verbs.republishLeads({ ids: [lead.id], after: '' })
    },
  },
  makeOffer: {
    'a first one': async () => {
      const { lead } = await contacting()
      const key = newId()
      return () => offering(lead.id, key)
    },
  },
  answerOffer: {
    'a counter': async () => {
      const { lead } = await contacting()
      const { id: offer } = await offering(lead.id)
      const given = { kind: 'counter', price: rupees(2_200_000) } as const
      const wanted = { lead: lead.id, offer, expectedVersion: 1, given }
      return () => verbs.answerOffer(seller, wanted)
    },
  },
  expireOffers: {
    'an open one': async () => {
      await offering((await contacting()).lead.id)
      clock.advance(offers.openMs)
      return verbs.expireOffers
    },
  },
  seedLeads: {
    'one with a past': async () => {
      const seed = {
        ...{ id: newId(), listing: newId(), buyer: buyerId, seller: sellerId, status: 'won' },
        ...{ conversation: newId(), at: clock.now(), repliedAt: clock.now() },
      }
      return () => verbs.seedLeads([seed])
    },
  },
}

const root = new URL('..', import.meta.url)
holdToWriteRule({ root, verbs, database: testDb }, CASES)
