// The drill: a market is written to and backed up, four services lose their databases, and all of
// it comes back as it was at a second chosen by chance, with the time taken.
import { storeLogUntilNow } from '@pk-auto/backup/archiving'
import { shipWal } from '@pk-auto/backup/ship-wal'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { openObjects, type Objects } from '@pk-auto/objects/objects'
import { readRebuildConfig, rebuildSearch } from '@pk-auto/search/service'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { SERVICE_SECRET } from '../../secrets/development-secrets.ts'
import { databaseOf, environmentOf, topicPrefixOf } from '../../environment.ts'
import { breachesAtRest } from '../../invariants/check-all.ts'
import { openProbe, type Probe } from '../../invariants/probe.ts'
import { ownPorts } from '../../processes/own-ports.ts'
import { PROCESS_NAMES, SERVICE_NAMES, type ServiceName } from '../../parts.ts'
import { startPlatform } from '../../platform.ts'
import { readPlatformTopics } from '../../topics.ts'
import { copyOfCluster } from '../copy-of-cluster.ts'
import {
  erasedPeople,
  eraseAgain,
  publishAgain,
  type Restoring,
  takeBack,
} from '../restore-service.ts'
import { archivingServer } from './archiving-server.ts'
import {
  beforeOf,
  historyOf,
  lossOf,
  messagesAsThen,
  publishedAnew,
  strangers,
  talkGoesOn,
} from './findings.ts'
import { liveUntilLoss } from './past.ts'
import type { DrillReport } from './report.ts'

export type Drill = {
  /** Of the Postgres that the drill starts for itself. */
  readonly offset: number
  /** The others, which it uses under names of its own. */
  readonly servers: ServerUrls
  readonly namespace: string
  readonly listings: number
  /** How long people write before the loss. */
  readonly writeMs: number
  readonly onStep: OnStep
}

/** Who loses its database: all that hold what people wrote and were told is stored. */
const LOST: readonly ServiceName[] = ['identity', 'catalogue', 'chat', 'leads']
const INVARIANTS = ['I4', 'I5', 'I6', 'I7', 'I8', 'I12'] as const

/** Its server, copies and backups are gone when it resolves. @throws Error when a step fails */
export async function runDrill(drill: Drill): Promise<DrillReport> {
  const { offset, namespace, onStep } = drill
  await using stack = new AsyncDisposableStack()
  const server = stack.use(
    await step(onStep, 'a Postgres that archives', () => archivingServer(offset)),
  )
  const servers = { ...drill.servers, postgresUrl: server.postgresUrl }
  const place = { servers, ports: await ownPorts(), profile: 'test', namespace } as const
  const bucket = `pk-${namespace}-backup`
  const backups = stack.use(openObjects({ ...servers.s3, bucket, service: 'drill' }))
  await backups.ensureBucket()
  await emptied(backups)
  stack.defer(() => emptied(backups))
  const probe = stack.use(await openProbe(place))
  const kafka = stack.use(
    connectKafka({
      ...{ brokers: servers.kafkaBrokers, service: 'operator' },
      topicPrefix: topicPrefixOf(namespace),
    }),
  )
  const past = await liveUntilLoss({ ...drill, place, server, backups, probe })
  const lost = new Date()
  const topics = await readPlatformTopics('test')
  const restoring = (service: ServiceName): Restoring => ({
    ...{ service, kafka, topics, onStep, database: databaseOf(service, place) },
    records: (topic) => probe.records(topic),
  })

  // What is stored by now is all that there would be, had the machine burned down.
  const rpoMs = await step(onStep, 'what a loss of the whole server would have cost', async () => {
    await using all = await copyOfCluster(backups)
    return lossOf(past, await liveListings(all.url), lost)
  })
  for (const service of LOST) await lose(probe, databaseOf(service, place).name)

  const began = performance.now()
  await using _shipping = shipWal(backups, server.walFolder)
  await step(onStep, 'the log stored to its end: this server lives', () =>
    storeLogUntilNow(server.postgresUrl),
  )
  await using copy = await step(onStep, `the server as it was at ${past.until.toISOString()}`, () =>
    copyOfCluster(backups, past.until),
  )
  const erased = await step(onStep, 'who has been erased', () =>
    erasedPeople(restoring('identity')),
  )
  const taken = await Promise.all(
    LOST.map(async (service) => {
      const order = { copyUrl: copy.url, until: past.until, erased }
      return takeBack(restoring(service), order)
    }),
  )
  const { republished, ended } = await publishAll()
  await using _open = await step(onStep, 'open to people again', () =>
    startPlatform({ ...place, parts: PROCESS_NAMES }),
  )
  const breaches = await step(onStep, 'invariants', () =>
    breachesAtRest(probe, historyOf(past), INVARIANTS),
  )
  const rtoMs = performance.now() - began
  breaches.push(
    ...(await strangers(probe, past, erased)),
    ...(await messagesAsThen(probe, past)),
    ...(await publishedAnew(probe, past)),
    ...(await talkGoesOn(probe, past)),
  )
  const before = beforeOf(past).length
  return {
    ...{ rpoMs, rtoMs, until: past.until, baseId: copy.baseId, services: LOST, breaches },
    ...{ republished, ended, erased: erased.length },
    ...{ before, after: past.writers.acknowledged.length - before },
    adopted: taken.reduce((sum, { adopted }) => sum + adopted, 0),
  }

  /** Services run and no gateway does: nobody can write yet. */
  async function publishAll(): Promise<{ republished: number; ended: number }> {
    await using services = await step(onStep, 'services started, closed to people', () =>
      startPlatform({ ...place, parts: SERVICE_NAMES }),
    )
    const sum = { republished: 0, ended: 0 }
    for (const service of LOST) {
      const address = `127.0.0.1:${place.ports.services[service].grpc}`
      const done = await publishAgain(restoring(service), { address, secret: SERVICE_SECRET })
      sum.republished += done.republished
      sum.ended += done.ended
    }
    await step(onStep, 'who was erased is erased again', () =>
      eraseAgain(databaseOf('identity', place).ownerUrl, erased),
    )
    await step(onStep, 'all readers are up to date', () => services.settled())
    await step(onStep, 'search index built anew', () =>
      rebuildSearch(readRebuildConfig(environmentOf('search', place))),
    )
    return sum
  }

  async function liveListings(copyUrl: string): Promise<Set<string>> {
    const copy = { ...servers, postgresUrl: copyUrl }
    await using copied = await openProbe({ servers: copy, namespace })
    const live = `select id from listing where state = 'live'`
    return new Set((await copied.rows<{ id: string }>('catalogue', live)).map(({ id }) => id))
  }
}

async function lose(probe: Probe, database: string): Promise<void> {
  await probe.rows('search', `drop database ${database} with (force)`)
}

async function emptied(objects: Objects): Promise<void> {
  for await (const { key } of objects.list('')) await objects.remove([key])
}
