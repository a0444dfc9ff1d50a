// One service's database back from a copy of the cluster, in two halves: while the service is down,
// and when it runs again and nobody writes yet.
import type { Kafka } from '@pk-auto/kafka/kafka'
import { rewind } from '@pk-auto/kafka/offsets/rewind'
import type { TopicSpec } from '@pk-auto/kafka/topics'
import { untilSent } from '@pk-auto/postgres/resend'
import { PEOPLE } from '@pk-auto/proto/topics'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { TopicRecord } from '@pk-auto/testing/topics'
import type { DatabasePlace } from '../environment.ts'
import { republishAll } from '../operations/republish-all.ts'
import { openRepublisher, type RepublisherPlace } from '../operations/republisher.ts'
import type { ServiceName } from '../parts.ts'
import type { GivenCopy } from './given-copy.ts'
import { endWithdrawn, mustBeReconciled, reconcile, replayErasures } from './reconcile.ts'
import { takeDatabase } from './take-database.ts'

export type Restoring = {
  readonly service: ServiceName
  readonly database: Pick<DatabasePlace, 'ownerUrl' | 'login'>
  readonly kafka: Kafka
  readonly topics: readonly TopicSpec[]
  /** A topic from its first record to where it ends now. */
  readonly records: (topic: string) => AsyncIterable<TopicRecord>
  readonly onStep?: OnStep
}

/**
 * Facts that notify has handled made somebody's phone ring: of those nothing comes again. All
 * other readers may have everything twice.
 */
const REWOUND: Partial<Record<ServiceName, readonly string[]>> = { notify: [PEOPLE.name] }
/** A consumer's offset is committed a little behind its handler's commit, and clocks differ. */
const REWIND_SLACK_MS = 60_000
const PER_SECOND = 5_000

/** Everybody whose last event is their end. Topics outlive databases, and keep it for a week. */
export async function erasedPeople({ records }: Pick<Restoring, 'records'>): Promise<string[]> {
  const ended = new Set<string>()
  for await (const { key, value } of records(PEOPLE.name))
    if (value === null) ended.add(key)
    else ended.delete(key)
  return [...ended]
}

/**
 * The service must not run. Afterwards its database is that of the moment, knows what was published
 * since, and its consumers stand where they stood then. Safe to repeat.
 */
export async function takeBack(
  restoring: Restoring,
  { until, erased, ...copy }: GivenCopy & { until: Date; erased: readonly string[] },
): Promise<{ readonly adopted: number; readonly former: string | undefined }> {
  const { service, database, kafka, topics, records, onStep = () => undefined } = restoring
  const former = await step(onStep, `${service}: database taken from the copy`, () =>
    takeDatabase({ service, into: database, ...copy }),
  )
  await step(onStep, `${service}: consumers back to that moment`, () =>
    rewind(kafka, {
      service,
      topics: REWOUND[service] ?? topics.map(({ name }) => name),
      to: new Date(until.getTime() - REWIND_SLACK_MS),
    }),
  )
  const adopted = await step(onStep, `${service}: versions past anything published`, () =>
    reconcile({
      ownerUrl: database.ownerUrl,
      until,
      erased,
      topics: topics
        .filter(({ owner }) => owner === service)
        .map(({ name }) => ({ name, records: records(name) })),
      restored: new URL(`../../services/${service}/restored.sql`, import.meta.url),
    }),
  )
  return { adopted, former }
}

/**
 * The service runs, with its relay, and so does identity; nobody writes yet. Resolves when all
 * readers can know what is true now. Safe to repeat. Returns how many states were republished and
 * how many keys were ended.
 */
export async function publishAgain(
  { service, database, topics, onStep = () => undefined }: Restoring,
  at: RepublisherPlace,
): Promise<{ republished: number; ended: number }> {
  await mustBeReconciled(database.ownerUrl)
  const states = topics.filter(({ owner, kind }) => owner === service && kind === 'state')
  if (states.length === 0) return { republished: 0, ended: 0 }
  return step(onStep, `${service}: current state republished`, async () => {
    await using owner = await openRepublisher(service, at)
    const republished = await republishAll(owner.republish, { ids: [], perSecond: PER_SECOND })
    // A person whom the restored database does not know yet was not erased: they sign in anew.
    const names = states.map(({ name }) => name).filter((name) => name !== PEOPLE.name)
    const ended = await endWithdrawn(database.ownerUrl, names)
    await untilSent(database.ownerUrl)
    return { republished, ended }
  })
}

/** For every reader, whichever was restored: who was erased is erased again. Idempotent. */
export async function eraseAgain(
  identityOwnerUrl: string,
  erased: readonly string[],
): Promise<void> {
  await replayErasures(identityOwnerUrl, PEOPLE, erased)
  await untilSent(identityOwnerUrl)
}
