// The drill: a market is written to and backed up, two services lose their databases, and all of it
// comes back as it was at a second chosen by chance, with the time taken.
import { takeBaseBackup } from '@pk-auto/backup/base-backup'
import { shipWal } from '@pk-auto/backup/ship-wal'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { openObjects, type Objects } from '@pk-auto/objects/objects'
import { PEOPLE } from '@pk-auto/proto/topics'
import { readRebuildConfig, rebuildSearch } from '@pk-auto/search/service'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { setTimeout as wait } from 'node:timers/promises'
import { SERVICE_SECRET } from '../../development-secrets.ts'
import { databaseOf, environmentOf, topicPrefixOf } from '../../environment.ts'
import { breachesAtRest } from '../../invariants/check-all.ts'
import { openProbe, type Probe } from '../../invariants/probe.ts'
import { ownPorts } from '../../own-ports.ts'
import { PROCESS_NAMES, SERVICE_NAMES, type ServiceName } from '../../parts.ts'
import { startPlatform } from '../../platform.ts'
import { seedMarket } from '../../seed.ts'
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
import type { DrillReport } from './report.ts'
import { type Acknowledged, startWriters } from './writers.ts'

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

/** Who loses its database: who owns the ads, and who knows the people. */
const LOST: readonly ServiceName[] = ['identity', 'catalogue']
const INVARIANTS = ['I4', 'I5', 'I6', 'I7', 'I8', 'I12'] as const
const WRITERS = 12

/** Everything it makes is gone when it resolves. @throws Error when a step fails */
export async function runDrill(drill: Drill): Promise<DrillReport> {
  const { offset, namespace, onStep } = drill
  await using stack = new AsyncDisposableStack()
  const server = stack.use(
    await step(onStep, 'a Postgres that archives', () => archivingServer(offset)),
  )
  const servers = { ...drill.servers, postgresUrl: server.postgresUrl }
  const place = { servers, ports: await ownPorts(), profile: 'test', namespace } as const
  const backups = stack.use(
    openObjects({ ...servers.s3, bucket: `pk-${namespace}-backup`, service: 'drill' }),
  )
  await backups.ensureBucket()
  stack.defer(() => emptied(backups))
  const probe = stack.use(await openProbe(place))
  const kafka = stack.use(
    connectKafka({
      ...{
        brokers: servers.kafkaBrokers,
        service: 'operator',
        topicPrefix: topicPrefixOf(namespace),
      },
    }),
  )

  const past = await market()
  const restoring = (service: ServiceName): Restoring => ({
    ...{ service, place, kafka, topics: past.topics, onStep },
    records: (topic) => probe.records(topic),
  })

  // The loss. What is stored by now is all that there would be, had the machine burned down.
  const lost = new Date()
  const rpoMs = await step(onStep, 'what a loss of the whole server would have cost', async () => {
    await using all = await copyOfCluster(backups)
    return lossOf(past.acknowledged, await listingsOf(all.url), lost)
  })
  for (const service of LOST) await drop(service)

  const began = performance.now()
  await using copy = await step(onStep, `the server as it was at ${past.until.toISOString()}`, () =>
    copyOfCluster(backups, past.until),
  )
  const erased = await step(onStep, 'who has been erased', () =>
    erasedPeople(restoring('identity')),
  )
  const taken = new Map(
    await Promise.all(
      LOST.map(async (service) => {
        const order = { copyUrl: copy.url, until: past.until, erased }
        return [service, await takeBack(restoring(service), order)] as const
      }),
    ),
  )
  let [republished, ended] = [0, 0]
  {
    await using services = await step(onStep, 'services started; nobody can write yet', () =>
      startPlatform({ ...place, parts: SERVICE_NAMES }),
    )
    for (const [service, reconciled] of taken) {
      const at = {
        address: `127.0.0.1:${place.ports.services[service].grpc}`,
        secret: SERVICE_SECRET,
      }
      const done = await publishAgain(restoring(service), { at, reconciled })
      ;[republished, ended] = [republished + done.republished, ended + done.ended]
    }
    await step(onStep, 'who was erased is erased again', () => eraseAgain(place, erased))
    await step(onStep, 'all readers are up to date', () => services.settled())
    await step(onStep, 'search index built anew', () =>
      rebuildSearch(readRebuildConfig(environmentOf('search', place))),
    )
  }
  await using open = await step(onStep, 'open to people again', () =>
    startPlatform({ ...place, parts: PROCESS_NAMES }),
  )
  const breaches = await step(onStep, 'invariants', () =>
    breachesAtRest(probe, history(past), INVARIANTS),
  )
  const rtoMs = performance.now() - began
  breaches.push(...(await strangers(probe, past, erased, open.gatewayUrl)))
  return {
    ...{ rpoMs, rtoMs, until: past.until, baseId: copy.baseId, services: LOST, breaches },
    ...{ republished, ended, erased: erased.length },
    before: beforeOf(past).length,
    after: past.acknowledged.length - beforeOf(past).length,
    adopted: [...taken.values()].reduce((sum, { adopted }) => sum + adopted, 0),
  }

  /** Seeded, backed up, written to; and one person is erased behind the second to be restored. */
  async function market(): Promise<Past> {
    await using platform = await step(onStep, 'the platform', () =>
      startPlatform({ ...place, parts: PROCESS_NAMES }),
    )
    const { listings, writeMs } = drill
    await seedMarket(
      platform,
      { seed: 3, listings, people: 40, pictures: 4, conversations: 20, now: new Date() },
      { onStep },
    )
    await using _shipping = shipWal(backups, server.walFolder)
    await step(onStep, 'base backup', () =>
      takeBaseBackup({ url: server.postgresUrl, objects: backups }),
    )
    const writers = await step(onStep, `${WRITERS} people sign in`, () =>
      startWriters(platform.gatewayUrl, WRITERS),
    )
    const from = Date.now()
    // Any second but the last few: an erasure has to come after it.
    const until = new Date(from + Math.trunc(writeMs * (0.2 + 0.6 * Math.random())))
    await step(onStep, `people write for ${writeMs / 1_000} s`, async () => {
      await wait(until.getTime() - Date.now() + 1_000)
      await erase(probe, writers.people[0]!.personId)
      await wait(from + writeMs - Date.now())
      await writers.stop()
    })
    return {
      ...{ until, acknowledged: writers.acknowledged, erased: writers.people[0]!.personId },
      topics: await readPlatformTopics('test'),
    }
  }

  async function drop(service: ServiceName): Promise<void> {
    const { name } = databaseOf(service, place)
    await probe.rows(
      'search',
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    await probe.rows('search', `drop database ${name} with (force)`)
  }

  async function listingsOf(copyUrl: string): Promise<Set<string>> {
    await using copied = await openProbe({
      servers: { ...servers, postgresUrl: copyUrl },
      namespace,
    })
    const rows = await copied.rows<{ id: string }>(
      'catalogue',
      `select id from listing where state = 'live'`,
    )
    return new Set(rows.map(({ id }) => id))
  }
}

type Past = {
  readonly until: Date
  readonly acknowledged: readonly Acknowledged[]
  readonly erased: string
  readonly topics: Restoring['topics']
}

/** An answer comes a little behind its commit: around the second either may be true. */
const AROUND_MS = 1_000
const beforeOf = ({ acknowledged, until }: Past): Acknowledged[] =>
  acknowledged.filter(({ at }) => at.getTime() <= until.getTime())

const history = (past: Past) =>
  beforeOf(past).map(({ listing, seller }) => ({
    ...{ what: 'publish listing', id: listing, by: seller, outcome: 'ok' as const },
  }))

/** How far back the first acknowledged ad lies that would be missing. */
function lossOf(acknowledged: readonly Acknowledged[], there: Set<string>, lost: Date): number {
  const missing = acknowledged.find(({ listing }) => !there.has(listing))
  return missing ? lost.getTime() - missing.at.getTime() : 0
}

/** As its owner will do it: the row and the end of its key, in one commit. */
async function erase(probe: Probe, person: string): Promise<void> {
  await probe.rows(
    'identity',
    `with gone as (delete from person where id = $1 returning id)
     insert into outbox (id, topic, key, type, value, at)
     select uuidv7(), $2, id::text, $3, null, now() from gone`,
    [person, PEOPLE.name, PEOPLE.type],
  )
}

/** What must not be there: ads of after the second, and persons who were erased. */
async function strangers(
  probe: Probe,
  past: Past,
  erased: readonly string[],
  gatewayUrl: string,
): Promise<string[]> {
  const late = past.acknowledged
    .filter(({ at }) => at.getTime() > past.until.getTime() + AROUND_MS)
    .map(({ listing }) => listing)
  const live = `select id from listing where id = any($1::uuid[]) and state <> 'draft'`
  const there = await probe.rows<{ id: string }>('catalogue', live, [late])
  const shown = await probe.rows<{ id: string }>(
    'search',
    'select id from search_doc where id = any($1::uuid[]) and live',
    [late],
  )
  const back = await probe.rows<{ id: string }>(
    'identity',
    'select id from person where id = any($1::uuid[])',
    [erased],
  )
  const found = await fetch(`${gatewayUrl}/api/v1/listings?limit=1`)
  return [
    ...(late.length === 0 ? ['nobody wrote after the second: nothing was tried'] : []),
    ...there.map(({ id }) => `${id} was published after that second and is there`),
    ...shown.map(({ id }) => `${id} was published after that second and is found`),
    ...back.map(({ id }) => `${id} was erased and is back`),
    ...(erased.includes(past.erased) ? [] : [`${past.erased} was erased, and nobody knows it`]),
    ...(found.ok ? [] : [`the gateway answers ${found.status}`]),
  ]
}

async function emptied(objects: Objects): Promise<void> {
  for await (const { key } of objects.list('')) await objects.remove([key])
}
