// Notify on the real servers, with a clock the test moves, fakes of whom it asks, a push service
// that decrypts, and the topics of the others at hand.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import type { Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { ConversationEvent } from '@pk-auto/proto/pkauto/chat/v1/events'
import { PersonEvent } from '@pk-auto/proto/pkauto/identity/v1/events'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { policyOf } from '@pk-auto/proto/policy'
import { ALERTS, CONVERSATIONS, LEADS, OFFERS, PEOPLE, SAVED_CHANGES } from '@pk-auto/proto/topics'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import { inject } from 'vitest'
import { readNotifyConfig, startNotify } from '../src/service.ts'
import { startMailServer } from './mail-server.ts'
import { fakeOthers, type Side } from './fakes.ts'
import { startPushService } from '@pk-auto/testing/fakes/push-service'

export const VAPID = {
  VAPID_PUBLIC_KEY:
    'BE3fIA_TqxsNMr12Y1p1kzP1LG_aGshrS8xuK_6-kmOUpJDtdtp4Fm5s5FC_twtcw4Po9UI4bsSdQoX-Stdzi4c',
  VAPID_PRIVATE_KEY: 'fPWcDxwTIA1HlH_OJzMv1IcG3i674MmHcLqGhvuow-c',
}

const TOPICS = [CONVERSATIONS, OFFERS, LEADS, SAVED_CHANGES, ALERTS, PEOPLE]

type Topic<E> = { name: string; type: string; encode(event: E): Uint8Array; key(event: E): string }

export type NotifyFixture = Awaited<ReturnType<typeof startNotifyFixture>>

/** Sends only when a test calls `deliver`. Disposing stops everything it started. */
export async function startNotifyFixture(
  own: {
    timeoutMs?: number
    longestMs?: number
    /** Besides what every notify needs. */
    env?: Readonly<Record<string, string>>
  } = {},
) {
  // Noon in Karachi: no quiet hours unless a test wants them.
  const clock = manualClock(new Date('2026-11-28T07:00:00Z'))
  const fixture = await serviceFixture({
    servers: inject('servers'),
    service: 'notify',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: TOPICS.map(({ name }) => name),
  })
  const { use, as } = fixture
  const others = fakeOthers()
  const address = await fixture.fakes(...others.implemented)
  const pushes = use(await startPushService(VAPID.VAPID_PUBLIC_KEY))
  const mailServer = use(await startMailServer())
  const env = {
    ...{ ...fixture.env, ...VAPID, ROLES: 'api,consume', SMTP_URL: mailServer.url },
    ...{ IDENTITY_GRPC_URL: address, SEARCH_GRPC_URL: address, CHAT_GRPC_URL: address },
    ...own.env,
  }
  const read = readNotifyConfig(env)
  const { timeoutMs = read.news.timeoutMs, longestMs = read.news.retries.longestMs } = own
  const retries = { ...read.news.retries, longestMs }
  const config = { ...read, news: { ...read.news, timeoutMs, retries } }
  const publisher = use(createPublisher(use(connectKafka({ ...config.kafka, service: 'others' }))))
  const service = use(await startNotify(config, { clock }))
  const client = fixture.client(NotifyDefinition, service)
  const publishRaw = async (topic: Topic<never>, key: string, value: Buffer | null, id: string) => {
    const at = clock.now()
    await publisher.publish([{ id, key, topic: topic.name, type: topic.type, value, at }])
    await service.settled()
  }
  return {
    ...fixture,
    ...{ env, clock, config, service, client, others, pushes, mailServer },
    fixtureClient: (definition: typeof NotifyDefinition, caller: string) =>
      fixture.client(definition, service, caller),
    /** Publishes as the owner does, and waits until it is taken in. */
    async publish<E>(topic: Topic<E>, event: E, id = newId()): Promise<void> {
      await publishRaw(topic as never, topic.key(event), Buffer.from(topic.encode(event)), id)
    },
    erase: (person: Person) => publishRaw(PEOPLE as never, person.personId, null, newId()),
    /** What identity says of a person. */
    async speaks(person: Person, lang: string, version = 1): Promise<void> {
      const event = PersonEvent.fromPartial({ personId: person.personId, version, lang })
      await publishRaw(PEOPLE as never, person.personId, Buffer.from(PEOPLE.encode(event)), newId())
    },
    /** `by` writes to `to`; how the conversation stands for `to` after that. */
    async wrote(
      by: Person,
      to: Person,
      conversation: string,
      seq: number,
      side: Partial<Side> = {},
      epoch?: string,
    ) {
      others.sides.set(`${conversation} ${to.personId}`, {
        ...{ unread: seq, peer: by.personId, ...side },
      })
      const event = ConversationEvent.fromPartial({
        ...{ conversationId: conversation, seq: BigInt(seq), at: clock.now() },
        ...{ type: EventType.EVENT_TYPE_MESSAGE, actorId: by.personId },
        ...{ personIds: [by.personId, to.personId], epoch },
      })
      await this.publish(CONVERSATIONS, event)
    },
    /** A browser of this person that takes pushes. */
    async browserOf(person: Person, service = pushes) {
      const browser = service.browser()
      await client.subscribePush(browser.subscription, await as(person))
      return browser
    },
    /** The sessions of this person's browsers. */
    subscriptionsOf: async ({ personId }: Person) =>
      (
        await fixture.rows<{ session_id: string | null }>(
          'select session_id from push_subscription where person_id = $1 order by id',
          [personId],
        )
      ).map(({ session_id: session }) => session),
    /** What one browser was shown, in order. */
    shown: (browser: { id: string }) =>
      pushes.pushed.filter(({ browser: id }) => id === browser.id).map(({ payload }) => payload),
    centre: async (person: Person, limit = 50, after = '') =>
      client.listNotifications({ page: { limit, after } }, await as(person)),
    /** From one look to the next, as the sweep goes, until so much time has passed. */
    async sweepFor(ms: number): Promise<void> {
      const end = new Date(clock.now().getTime() + ms)
      for (;;) {
        const [first] = await fixture.rows<{ at: Date | null }>(
          `select min(next_at) as at from delivery where state in ('due', 'sending')`,
        )
        if (!first?.at || first.at > end) return clock.set(end)
        clock.set(new Date(Math.max(clock.now().getTime(), first.at.getTime())))
        await this.deliver()
      }
    },
    async deliver(afterMs = 0): Promise<void> {
      clock.advance(afterMs)
      while ((await service.deliver()) > 0);
    },
    deliveriesOf: ({ personId }: Person) =>
      fixture.rows<{ channel: string; state: string; reason: string | null; events: number }>(
        `select channel, state, reason, events from delivery where person_id = $1
         order by created_at, channel`,
        [personId],
      ),
  }
}
