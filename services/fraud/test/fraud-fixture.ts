// Fraud on the real servers, with a clock the test moves and identity's topic at hand.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import type { Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { CaseEvent } from '@pk-auto/proto/pkauto/fraud/v1/events'
import { FraudDefinition, ReportReason } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { FraudAdminDefinition } from '@pk-auto/proto/pkauto/fraud/v1/fraud_admin'
import { policyOf } from '@pk-auto/proto/policy'
import { CASES, PEOPLE } from '@pk-auto/proto/topics'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import { readTopic } from '@pk-auto/testing/topics'
import { inject } from 'vitest'
import { readFraudConfig, startFraud } from '../src/service.ts'

export const { REPORT_REASON_FRAUD: FRAUD, REPORT_REASON_SOLD: SOLD } = ReportReason

export type FraudFixture = Awaited<ReturnType<typeof startFraudFixture>>

/** Disposing stops the service and removes its database and topics. */
export async function startFraudFixture() {
  const servers = inject('servers')
  const clock = manualClock(new Date())
  const fixture = await serviceFixture({
    servers,
    service: 'fraud',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: [CASES, PEOPLE].map(({ name }) => name),
  })
  const config = readFraudConfig(fixture.env)
  const { kafka } = config
  const identity = fixture.use(connectKafka({ ...kafka, service: 'identity' }))
  const publisher = fixture.use(createPublisher(identity))
  const service = fixture.use(await startFraud(config, { clock }))
  const client = fixture.client(FraudDefinition, service)
  return {
    ...fixture,
    ...{ clock, config, service, client },
    admin: fixture.client(FraudAdminDefinition, service, 'operator'),
    staff: fixture.client(FraudAdminDefinition, service, 'gateway-admin'),
    report: async (who: Person, listingId: string, reason: ReportReason = FRAUD, text = '') =>
      client.reportListing({ listingId, reason, text }, await fixture.keyed(who)),
    reportPerson: async (who: Person, personId: string, reason: ReportReason = FRAUD, text = '') =>
      client.reportPerson({ personId, reason, text }, await fixture.keyed(who)),
    hidden: async (who: Person) => (await client.hiddenListings({}, await fixture.as(who))).ids,
    own: async (who: Person, limit = 100, after = '') =>
      client.getOwnReports({ page: { limit, after } }, await fixture.as(who)),
    /** What the topic holds of the case of one subject, oldest first. */
    eventsOf: async (subjectId: string): Promise<CaseEvent[]> => {
      await service.settled()
      const topic = `${kafka.topicPrefix}${CASES.name}`
      const records = await readTopic({ brokers: kafka.brokers, topic })
      const events = records.map(({ value }) => CASES.decode(value!))
      const ids = new Set(
        events.filter((event) => event.subjectId === subjectId).map(({ caseId }) => caseId),
      )
      return events.filter(({ caseId }) => ids.has(caseId))
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
