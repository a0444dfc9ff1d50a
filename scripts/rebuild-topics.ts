// Fills a lost Kafka from Postgres, on this machine or wherever the environment says. See
// scripts/rebuild-topics.
import { parseArgs } from 'node:util'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { SERVICE_SECRET } from '@pk-auto/platform/development-secrets'
import { databaseOf, environmentOf } from '@pk-auto/platform/environment'
import type { ServiceName } from '@pk-auto/platform/parts'
import { rebuildTopics } from '@pk-auto/platform/restore/rebuild-topics'
import { readPlatformTopics } from '@pk-auto/platform/topics'
import { readRebuildConfig, rebuildSearch } from '@pk-auto/search/service'
import { localUrls } from '@pk-auto/servers/server-urls'
import { printStep } from './platform/steps.ts'

// In development the platform's own addresses; elsewhere those of the environment:
// <SERVICE>_GRPC_URL, <SERVICE>_DATABASE_OWNER_URL, SERVICE_SECRET, KAFKA_BROKERS.
const ports = portsAt(Number(process.env['PORT_BASE_OFFSET'] ?? 0))
const servers = localUrls(ports)
const given = (service: ServiceName, what: string): string | undefined =>
  process.env[`${service.toUpperCase().replaceAll('-', '_')}_${what}`]
const local = { servers, ports, profile: 'development', namespace: '' } as const

try {
  const { values } = parseArgs({ options: { 'per-second': { type: 'string', default: '5000' } } })
  const [brokers, prefix] = [process.env['KAFKA_BROKERS'], process.env['KAFKA_TOPIC_PREFIX']]
  await using kafka = connectKafka({
    brokers: brokers?.split(',') ?? servers.kafkaBrokers,
    service: 'operator',
    topicPrefix: prefix ?? '',
  })
  const { resent, republished } = await rebuildTopics({
    kafka,
    topics: await readPlatformTopics(brokers === undefined ? 'development' : 'production'),
    ownerUrl: (service) =>
      given(service, 'DATABASE_OWNER_URL') ?? databaseOf(service, local).ownerUrl,
    place: (service) => ({
      address: given(service, 'GRPC_URL') ?? `127.0.0.1:${ports.services[service].grpc}`,
      secret: process.env['SERVICE_SECRET'] ?? SERVICE_SECRET,
    }),
    perSecond: Number(values['per-second']),
    rebuildSearch: () =>
      rebuildSearch(readRebuildConfig({ ...environmentOf('search', local), ...process.env })),
    onStep: printStep,
  })
  console.log(
    `${resent.toLocaleString('en')} events sent again, ` +
      `${republished.toLocaleString('en')} states republished. ` +
      'Consumers read on from there; scripts/check-invariants says when they have caught up.',
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
