// A place of its own for a platform on shared servers: ports, topics, index and bucket belong to it
// alone, and so will its databases.
import { connectKafka, type Kafka } from '@pk-auto/kafka/kafka'
import { ensureTopics } from '@pk-auto/kafka/topics'
import { newId } from '@pk-auto/kernel/id'
import type { Ports } from '@pk-auto/lifecycle/ports'
import { openObjects } from '@pk-auto/objects/objects'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { dropDatabases } from './databases.ts'
import type { Environment } from '../secrets/development-secrets.ts'
import { environmentOf, topicPrefixOf } from '../environment.ts'
import { PART_NAMES, type PartName } from '../parts.ts'
import { ownPorts } from './own-ports.ts'
import { readPlatformTopics } from '../topics.ts'

export type OwnPlace = AsyncDisposable & {
  readonly namespace: string
  readonly ports: Ports
  readonly kafka: Kafka
  readonly topicPrefix: string
  /** What a part gets to know: the same each time it is asked. */
  readonly env: (name: PartName) => Environment
}

/**
 * The servers must be there; topics are made. Disposing takes away what was stored there.
 */
export async function openOwnPlace(servers: ServerUrls): Promise<OwnPlace> {
  await using stack = new AsyncDisposableStack()
  const namespace = `f${newId().replaceAll('-', '').slice(-10)}`
  const ports = await ownPorts()
  const place = { servers, ports, profile: 'development', namespace } as const
  // Made once: a service that is started again has the same keys.
  const environments = new Map(PART_NAMES.map((name) => [name, environmentOf(name, place)]))
  const env = (name: PartName): Environment => environments.get(name) ?? {}
  const topicPrefix = topicPrefixOf(namespace)
  const kafka = stack.use(
    connectKafka({ brokers: servers.kafkaBrokers, service: 'test', topicPrefix }),
  )
  const topics = await readPlatformTopics()
  stack.defer(() => forget(servers, namespace, env('media-iq')['S3_BUCKET'] ?? ''))
  await ensureTopics(kafka, topics)
  stack.defer(() =>
    kafka
      .withAdmin((admin) =>
        admin.deleteTopics({ topics: topics.map(({ name }) => kafka.topicName(name)) }),
      )
      .catch(() => undefined),
  )
  const held = stack.move()
  return {
    ...{ namespace, ports, kafka, topicPrefix, env },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/**
 * Takes databases, indices and objects away; a server that a test left dead is no reason to fail.
 */
async function forget(servers: ServerUrls, namespace: string, bucket: string): Promise<void> {
  await dropDatabases({ servers, namespace }).catch(() => undefined)
  const listed = await fetch(
    `${servers.elasticsearchUrl}/_cat/indices/${namespace}-*?h=index`,
  ).catch(() => undefined)
  const names = listed?.ok
    ? (await listed.text()).split('\n').filter((name) => name.startsWith(namespace))
    : []
  for (const name of names) await fetch(`${servers.elasticsearchUrl}/${name}`, { method: 'DELETE' })
  await using objects = openObjects({ ...servers.s3, bucket, service: 'test' })
  try {
    for await (const { key } of objects.list('')) await objects.remove([key])
  } catch {
    // No picture was ever uploaded: there is no bucket.
  }
}
