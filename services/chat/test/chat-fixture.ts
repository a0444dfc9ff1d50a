// Chat on the real servers, with a clock the test moves and identity's topic at hand.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import type { Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { ConversationEvent } from '@pk-auto/proto/pkauto/chat/v1/events'
import { policyOf } from '@pk-auto/proto/policy'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { Audience, type ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { CONVERSATIONS, LISTINGS, PEOPLE } from '@pk-auto/proto/topics'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import { readTopic } from '@pk-auto/testing/topics'
import { inject } from 'vitest'
import { fakeMedia } from './fake-media.ts'
import { readChatConfig, startChat } from '../src/service.ts'

export type ChatFixture = Awaited<ReturnType<typeof startChatFixture>>

type PublishedAd = {
  readonly id: string
  readonly version?: number
  readonly state?: ListingState
  readonly audience?: Audience
}

/** Disposing stops the service and removes its database and topics. */
export async function startChatFixture() {
  const clock = manualClock(new Date())
  const fixture = await serviceFixture({
    servers: inject('servers'),
    service: 'chat',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: [CONVERSATIONS, LISTINGS, PEOPLE].map(({ name }) => name),
  })
  const media = fakeMedia()
  const address = await fixture.fakes(media.implemented)
  const config = readChatConfig({ ...fixture.env, MEDIA_IQ_GRPC_URL: address })
  const { kafka } = config
  const identity = fixture.use(connectKafka({ ...kafka, service: 'identity' }))
  const publisher = fixture.use(createPublisher(identity))
  const service = fixture.use(await startChat(config, { clock }))
  const { as, person } = fixture
  const chat = fixture.client(ChatDefinition, service)
  const leads = fixture.client(ChatDefinition, service, 'leads')
  const open = async (from: Person, to: Person, listingId?: string) => {
    const { conversation } = await leads.openConversation(
      { personId: to.personId, listingId },
      await as(from),
    )
    return conversation?.id ?? ''
  }
  return {
    ...fixture,
    ...{ clock, config, service, chat, leads, media, open },
    /** Two people and their conversation. */
    pair: async () => {
      const [buyer, seller] = [person(), person()]
      return { buyer, seller, id: await open(buyer, seller, newId()) }
    },
    send: async (from: Person, id: string, text: string, clientId = newId()) =>
      chat.sendMessage({ conversationId: id, clientId, kind: 'text', text }, await as(from)),
    sendMedia: async (
      from: Person,
      id: string,
      mediaId: string,
      { clientId = newId(), kind = 'image' } = {},
    ) => {
      const message = { conversationId: id, clientId, kind, text: '', mediaId }
      return chat.sendMessage(message, await as(from))
    },
    /** What `reader` gets of the log behind `after`. */
    read: async (reader: Person, id: string, after = 0) => {
      const read = { conversationId: id, personId: reader.personId, after: BigInt(after) }
      return (await chat.readEvents({ reads: [read], limit: 0 })).pages[0]
    },
    list: async (reader: Person, range: { since?: bigint; before?: bigint; limit?: number } = {}) =>
      chat.listConversations({ limit: 100, ...range }, await as(reader)),
    /** What the topic holds of one conversation, oldest first. */
    eventsOf: async (id: string): Promise<ConversationEvent[]> => {
      await service.settled()
      const topic = `${kafka.topicPrefix}${CONVERSATIONS.name}`
      const records = await readTopic({ brokers: kafka.brokers, topic })
      return records
        .filter(({ key }) => key === id)
        .map(({ value }) => CONVERSATIONS.decode(value!))
    },
    /** Publishes what has become of ads, as catalogue does; one without a state is erased. */
    publishAds: async (...ads: readonly PublishedAd[]) => {
      const { name: topic, type } = LISTINGS
      const valueOf = ({ state, ...ad }: PublishedAd) => {
        const listing = { audience: Audience.AUDIENCE_EVERYONE, ...ad }
        return state === undefined
          ? null
          : LISTINGS.encode(ListingEvent.fromPartial({ listing: { ...listing, state } }))
      }
      await publisher.publish(
        ads.map((ad) => ({
          ...{ topic, type, id: newId(), key: ad.id, value: valueOf(ad), at: clock.now() },
        })),
      )
      await service.settled()
    },
    /** Erases people as identity does: by tombstones on its topic. */
    erasePeople: async (...people: readonly Person[]) => {
      const { name: topic, type } = PEOPLE
      const tombstone = { topic, type, value: null, at: clock.now() }
      await publisher.publish(
        people.map(({ personId: key }) => ({ id: newId(), key, ...tombstone })),
      )
      await service.settled()
    },
  }
}
