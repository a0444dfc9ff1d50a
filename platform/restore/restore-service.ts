// One service's database back from a copy of the cluster, in two halves: while the service is down,
// and when it runs again and nobody writes yet.
import type { Kafka } from '@pk-auto/kafka/kafka'
import { rewind } from '@pk-auto/kafka/rewind'
import type { TopicSpec } from '@pk-auto/kafka/topics'
import { untilSent } from '@pk-auto/postgres/resend'
import { PEOPLE } from '@pk-auto/proto/topics'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { TopicRecord } from '@pk-auto/testing/topics'
import { databaseOf, type EnvironmentOptions } from '../environment.ts'
import { republishAll } from '../operations/republish-all.ts'
import { openRepublisher, type RepublisherPlace } from '../operations/republisher.ts'
import type { ServiceName } from '../parts.ts'
import { endWithdrawn, reconcile, type Reconciled, replayErasures } from './reconcile.ts'
import { takeDatabase } from './take-database.ts'

type Place = Pick<EnvironmentOptions, 'servers' | 'namespace'>

export type Restoring = {
  readonly service: ServiceName
  readonly place: Place
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
  { copyUrl, until, erased }: { copyUrl: string; until: Date; erased: readonly string[] },
): Promise<Reconciled & { readonly former: string | undefined }> {
  const { service, place, kafka, topics, records, onStep = () => undefined } = restoring
  const former = await step(onStep, `${service}: database taken from the copy`, () =>
    takeDatabase({ service, into: place, copyUrl }),
  )
  await step(onStep, `${service}: consumers back to that moment`, () =>
    rewind(kafka, {
      service,
      topics: REWOUND[service] ?? topics.map(({ name }) => name),
      to: new Date(until.getTime() - REWIND_SLACK_MS),
    }),
  )
  const reconciled = await step(onStep, `${service}: versions past anything published`, () =>
    reconcile({
      ownerUrl: databaseOf(service, place).ownerUrl,
      until,
      erased,
      topics: topics
        .filter(({ owner }) => owner === service)
        .map(({ name }) => ({ name, records: records(name) })),
      restored: new URL(`../../services/${service}/restored.sql`, import.meta.url),
    }),
  )
  return { ...reconciled, former }
}

/**
 * The service runs, with its relay, and so does identity; nobody writes yet. Resolves when all
 * readers can know what is true now. Safe to repeat. Returns how many states were republished and
 * how many keys were ended.
 */
export async function publishAgain(
  restoring: Restoring,
  { at, reconciled }: { at: RepublisherPlace; reconciled: Reconciled },
): Promise<{ republished: number; ended: number }> {
  const { service, place, topics, onStep = () => undefined } = restoring
  const { ownerUrl } = databaseOf(service, place)
  const ownsState = topics.some(({ owner, kind }) => owner === service && kind === 'state')
  return step(onStep, `${service}: current state republished`, async () => {
    if (!ownsState) return { republished: 0, ended: 0 }
    await using owner = await openRepublisher(service, at)
    const republished = await republishAll(owner.republish, { ids: [], perSecond: PER_SECOND })
    // A person whom the restored database does not know yet was not erased: they sign in anew.
    const withdrawn = reconciled.withdrawn.filter(({ topic }) => topic !== PEOPLE.name)
    const states = new Set(topics.flatMap(({ name, kind }) => (kind === 'state' ? [name] : [])))
    const ended = await endWithdrawn(ownerUrl, {
      withdrawn: withdrawn.filter(({ topic }) => states.has(topic)),
      lastSeq: reconciled.lastSeq,
    })
    await untilSent(ownerUrl)
    return { republished, ended }
  })
}

/** For every reader, whichever was restored: who was erased is erased again. Idempotent. */
export async function eraseAgain(place: Place, erased: readonly string[]): Promise<void> {
  const { ownerUrl } = databaseOf('identity', place)
  await replayErasures(ownerUrl, PEOPLE, erased)
  await untilSent(ownerUrl)
}
