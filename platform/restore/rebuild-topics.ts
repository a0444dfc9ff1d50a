// Kafka is lost: its topics are made again and filled from Postgres. What the outboxes still hold
// is sent again in its order, then every owner republishes its current state.
import type { Kafka } from '@pk-auto/kafka/kafka'
import { ensureTopics, type TopicSpec } from '@pk-auto/kafka/topics'
import { resendOutbox, untilSent } from '@pk-auto/postgres/resend'
import { step, type OnStep } from '@pk-auto/servers/progress'
import { republisherOf } from '../operations/admin-definition.ts'
import { republishAll } from '../operations/republish-all.ts'
import { openRepublisher, type RepublisherPlace } from '../operations/republisher.ts'
import { SERVICE_NAMES, type ServiceName } from '../parts.ts'

export type RebuildTopics = {
  readonly kafka: Kafka
  readonly topics: readonly TopicSpec[]
  /** The owner's address of a service's database. */
  readonly ownerUrl: (service: ServiceName) => string
  /** Where a service answers; it must run, with its relay. */
  readonly place: (service: ServiceName) => RepublisherPlace
  readonly perSecond?: number
  /** Builds search's index anew. */
  readonly rebuildSearch: () => Promise<unknown>
  readonly onStep?: OnStep
}

export type RebuiltTopics = { readonly resent: number; readonly republished: number }

/**
 * Resolves when all of it is sent and the index is built. Services may run and people may write
 * meanwhile. Safe to repeat, and to stop: another run does all of it again, which readers skip.
 * @throws Error when a topic is there with another number of partitions, or a service is away
 */
export async function rebuildTopics(options: RebuildTopics): Promise<RebuiltTopics> {
  const { kafka, topics, ownerUrl, place, perSecond = 5_000, rebuildSearch } = options
  const { onStep = () => undefined } = options
  const owners = SERVICE_NAMES.filter((name) => topics.some(({ owner }) => owner === name))
  const stateOwners = owners.filter((name) =>
    topics.some(({ owner, kind }) => owner === name && kind === 'state'),
  )
  // Before anything is changed: every owner of state can republish it.
  for (const name of stateOwners) await republisherOf(name)

  const retention = topics.flatMap(({ name, retentionDays }) =>
    retentionDays === undefined ? [] : [{ topic: name, days: retentionDays }],
  )
  await step(onStep, 'topics there', () => ensureTopics(kafka, topics))
  let [resent, republished] = [0, 0]
  for (const name of owners)
    await step(onStep, `${name}: what its outbox holds is sent again`, async () => {
      resent += await resendOutbox({ ownerUrl: ownerUrl(name), retention })
    })
  for (const name of stateOwners)
    await step(onStep, `${name}: current state republished`, async () => {
      await using owner = await openRepublisher(name, place(name))
      republished += await republishAll(owner.republish, { ids: [], perSecond })
      await resendOutbox({ ownerUrl: ownerUrl(name), only: 'tombstones' })
    })
  await step(onStep, 'all of it is sent', () =>
    Promise.all(owners.map((name) => untilSent(ownerUrl(name)))),
  )
  await step(onStep, 'search index built anew', rebuildSearch)
  return { resent, republished }
}
