// Kafka comes back with nothing in it: one command fills it from Postgres, and whoever has to
// start over finds all of it there. Runs with scripts/test --long.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { newId } from '@pk-auto/kernel/id'
import { PEOPLE, TAXONOMY } from '@pk-auto/proto/topics'
import { readRebuildConfig, rebuildSearch } from '@pk-auto/search/service'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import { until } from '@pk-auto/testing/until'
import { afterAll, expect, inject, test } from 'vitest'
import { dropDatabases } from '../../processes/databases.ts'
import { SERVICE_SECRET } from '../../secrets/development-secrets.ts'
import { databaseOf, environmentOf, topicPrefixOf } from '../../environment.ts'
import { breachesAtRest } from '../../invariants/check-all.ts'
import { openProbe } from '../../invariants/probe.ts'
import { ownPorts } from '../../processes/own-ports.ts'
import { PROCESS_NAMES } from '../../parts.ts'
import { startPlatform } from '../../platform.ts'
import { rebuildTopics } from '../../restore/rebuild-topics.ts'
import { seedMarket } from '../../seed.ts'
import { readPlatformTopics } from '../../topics.ts'

/** A broker of our own, to be emptied. */
const offset = inject('offset') + 2_000
const namespace = `lost${newId().slice(-8)}`
const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

test.runIf(inject('long'))(
  'a lost Kafka is filled from Postgres, and consumers read on',
  { timeout: 240_000 },
  async () => {
    stack.defer(() => resetServers(offset, ['kafka']))
    await resetServers(offset, ['kafka'])
    const { kafkaBrokers } = await startServers({ offset, only: ['kafka'] })
    const servers = { ...inject('servers'), kafkaBrokers }
    const place = { servers, ports: await ownPorts(), profile: 'test', namespace } as const
    stack.defer(() => dropDatabases(place))
    const start = () => startPlatform({ ...place, parts: PROCESS_NAMES })
    const probe = stack.use(await openProbe(place))
    {
      await using platform = await start()
      await seedMarket(platform, {
        ...{ seed: 5, listings: 60, people: 8, pictures: 2, conversations: 6, now: new Date() },
      })
      await platform.settled()
    }
    const gone = newId()
    await probe.rows(
      'identity',
      `insert into outbox (id, topic, key, type, value, at)
     values ($1, '${PEOPLE.name}', $2, '${PEOPLE.type}', null, now())`,
      [newId(), gone],
    )
    // What is older than the outbox's retention, only the owner's state still has.
    await probe.rows('catalogue', `delete from outbox where topic = '${TAXONOMY.name}'`)
    await probe.rows(
      'catalogue',
      `delete from outbox where key in (select id::text from listing order by id limit 20)`,
    )
    const before = await probe.rows('search', 'select id, listing from search_doc order by id')
    // The broker's disk is gone; and search, of all readers, has to start over.
    await resetServers(offset, ['kafka'])
    await startServers({ offset, only: ['kafka'] })
    for (const table of ['search_doc', 'media_fact', 'taxonomy_part', 'index_due'])
      await probe.rows('search', `truncate ${table}`)

    const platform = stack.use(await start())
    await using kafka = connectKafka({
      ...{ brokers: kafkaBrokers, service: 'operator', topicPrefix: topicPrefixOf(namespace) },
    })
    const rebuild = async () =>
      rebuildTopics({
        kafka,
        topics: await readPlatformTopics(),
        ownerUrl: (service) => databaseOf(service, place).ownerUrl,
        place: (service) => ({
          address: `127.0.0.1:${place.ports.services[service].grpc}`,
          secret: SERVICE_SECRET,
        }),
        rebuildSearch: async () => {
          await platform.settled()
          await rebuildSearch(readRebuildConfig(environmentOf('search', place)))
        },
      })
    const first = await rebuild()
    expect(first.resent).toBeGreaterThan(50)
    expect(first.republished).toBeGreaterThan(70)
    await platform.settled()

    expect(await probe.rows('search', 'select id, listing from search_doc order by id')).toEqual(
      before,
    )
    const parts = await probe.rows('search', 'select key from taxonomy_part')
    expect(parts.length).toBeGreaterThan(10)
    const last = new Map<string, Uint8Array | null>()
    for await (const { key, value } of probe.records(PEOPLE.name)) last.set(key, value)
    expect(last.get(gone)).toBeNull()
    const found = async () => {
      const answer = await fetch(`${platform.gatewayUrl}/api/v1/listings?limit=1`)
      return answer.ok && ((await answer.json()) as { items: unknown[] }).items.length === 1
    }
    await until('cars are found', found)
    const names = ['I4', 'I5', 'I6', 'I7', 'I8', 'I12'] as const
    expect(await breachesAtRest(probe, undefined, names)).toEqual([])

    // Again, while it is whole: nothing is lost and nobody is sent anything twice.
    await rebuild()
    await platform.settled()
    expect(await breachesAtRest(probe, undefined, names)).toEqual([])
  },
)
