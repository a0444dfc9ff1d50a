// Sample on the real servers, with a clock the test moves and identity's topic at hand.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { NoteEvent } from '@pk-auto/proto/pkauto/sample/v1/events'
import { SampleDefinition } from '@pk-auto/proto/pkauto/sample/v1/sample'
import { SampleAdminDefinition } from '@pk-auto/proto/pkauto/sample/v1/sample_admin'
import { policyOf } from '@pk-auto/proto/policy'
import { PEOPLE } from '@pk-auto/proto/topics'
import { NOTES } from '@pk-auto/proto/topics/sample'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import { readTopic } from '@pk-auto/testing/topics'
import { inject } from 'vitest'
import { readSampleConfig, startSample } from '../src/service.ts'

export type SampleFixture = Awaited<ReturnType<typeof startSampleFixture>>

/** Disposing stops the service and removes its database and topics. */
export async function startSampleFixture() {
  const servers = inject('servers')
  const clock = manualClock(new Date())
  const fixture = await serviceFixture({
    servers,
    service: 'sample',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: [NOTES, PEOPLE].map(({ name }) => name),
  })
  const config = { ...readSampleConfig(fixture.env), expireEveryMs: 50 }
  const { kafka } = config
  const identity = fixture.use(connectKafka({ ...kafka, service: 'identity' }))
  const publisher = fixture.use(createPublisher(identity))
  const service = fixture.use(await startSample(config, { clock }))
  return {
    ...fixture,
    ...{ clock, config, service },
    client: fixture.client(SampleDefinition, service),
    admin: fixture.client(SampleAdminDefinition, service, 'operator'),
    /** What the topic holds of one note, oldest first. */
    eventsOf: async (id: string): Promise<NoteEvent[]> => {
      await service.settled()
      const topic = `${kafka.topicPrefix}${NOTES.name}`
      const records = await readTopic({ brokers: kafka.brokers, topic })
      return records.filter(({ key }) => key === id).map(({ value }) => NOTES.decode(value!))
    },
    /** Erases people as identity does: by tombstones on its topic. */
    erasePeople: async (...personIds: readonly string[]) => {
      const { name: topic, type } = PEOPLE
      const tombstone = { topic, type, value: null, at: clock.now() }
      await publisher.publish(personIds.map((key) => ({ id: newId(), key, ...tombstone })))
      await service.settled()
    },
  }
}
