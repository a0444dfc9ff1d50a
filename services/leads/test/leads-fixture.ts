// Leads on the real servers, with a clock the test moves, fakes of whom it asks, and the topics of
// identity and chat at hand.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import type { Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { ConversationEvent } from '@pk-auto/proto/pkauto/chat/v1/events'
import type { LeadEvent, OfferEvent } from '@pk-auto/proto/pkauto/leads/v1/events'
import { ContactKind, LeadsDefinition, type Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { LeadsAdminDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads_admin'
import { policyOf } from '@pk-auto/proto/policy'
import { CONVERSATIONS, LEADS, OFFERS, PEOPLE } from '@pk-auto/proto/topics'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import { readTopic } from '@pk-auto/testing/topics'
import { inject } from 'vitest'
import { readLeadsConfig, startLeads, type LeadsConfig } from '../src/service.ts'
import { fakeCatalogue, fakeChat, fakeIdentity } from './fakes.ts'

export type LeadsFixture = Awaited<ReturnType<typeof startLeadsFixture>>

const MESSAGE: ContactKind = ContactKind.CONTACT_KIND_MESSAGE
type Contacting = { text?: string; kind?: ContactKind; key?: string }
const BRAND = { market: 'pk', channels: ['automart'] }

/** Disposing stops the service and removes its database and topics. */
export async function startLeadsFixture(change: Partial<LeadsConfig> = {}) {
  // Noon of the market, so that no test meets midnight unasked.
  const clock = manualClock(new Date('2026-11-28T07:00:00Z'))
  const fixture = await serviceFixture({
    servers: inject('servers'),
    service: 'leads',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: [LEADS, OFFERS, CONVERSATIONS, PEOPLE].map(({ name }) => name),
  })
  const { as, keyed, use } = fixture
  const [catalogue, identity, chat] = [fakeCatalogue(), fakeIdentity(), fakeChat()]
  const fakes = [catalogue, identity, chat].map(({ implemented }) => implemented)
  const address = await fixture.fakes(...fakes)
  const urls = { identity: address, catalogue: address, chat: address }
  const config = { ...readLeadsConfig(fixture.env), urls, offersEveryMs: 50, ...change }
  const { kafka } = config
  const publisher = use(createPublisher(use(connectKafka({ ...kafka, service: 'others' }))))
  const service = use(await startLeads(config, { clock }))
  const client = fixture.client(LeadsDefinition, service)
  const publish = async (
    topic: { name: string; type: string },
    key: string,
    value: Buffer | null,
  ) =>
    publisher.publish([
      { id: newId(), key, topic: topic.name, type: topic.type, value, at: clock.now() },
    ])
  return {
    ...fixture,
    ...{ clock, config, service, client, catalogue, identity, chat },
    admin: fixture.client(LeadsAdminDefinition, service, 'operator'),
    contact: async (
      buyer: Person,
      listingId: string,
      { text = '', kind = MESSAGE, key = newId() }: Contacting = {},
    ) => client.createLead({ listingId, kind, text, ...BRAND }, await keyed(buyer, key)),
    reveal: async (buyer: Person, listingId: string) =>
      client.revealPhone({ listingId, ...BRAND }, await as(buyer)),
    list: async (who: Person, side: Side, more: { limit?: number; after?: string } = {}) =>
      client.listLeads({ side, page: { limit: 100, after: '', ...more } }, await as(who)),
    /** Says on chat's topic that somebody wrote. */
    wrote: async (by: Person, conversationId: string, seq = 1n) => {
      const event = ConversationEvent.fromPartial({
        ...{ conversationId, seq, actorId: by.personId, at: clock.now() },
        type: EventType.EVENT_TYPE_MESSAGE,
      })
      await publish(CONVERSATIONS, conversationId, Buffer.from(CONVERSATIONS.encode(event)))
      await service.settled()
    },
    /** Erases people as identity does: by tombstones on its topic. */
    erasePeople: async (...people: readonly Person[]) => {
      for (const { personId } of people) await publish(PEOPLE, personId, null)
      await service.settled()
    },
    /** What the topic holds of one offer, oldest first. */
    offerEventsOf: async (id: string): Promise<OfferEvent[]> => {
      await service.settled()
      const topic = `${kafka.topicPrefix}${OFFERS.name}`
      const records = await readTopic({ brokers: kafka.brokers, topic })
      return records.filter(({ key }) => key === id).map(({ value }) => OFFERS.decode(value!))
    },
    /** What the topic holds of one lead, oldest first. */
    eventsOf: async (id: string): Promise<LeadEvent[]> => {
      await service.settled()
      const topic = `${kafka.topicPrefix}${LEADS.name}`
      const records = await readTopic({ brokers: kafka.brokers, topic })
      return records.filter(({ key }) => key === id).map(({ value }) => LEADS.decode(value!))
    },
  }
}
