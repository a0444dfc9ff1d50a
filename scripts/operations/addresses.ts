// Where the platform is that an operator means: the environment says it, else it is this machine's.
import { connectKafka, type Kafka } from '@pk-auto/kafka/kafka'
import type { TopicSpec } from '@pk-auto/kafka/topics'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { SERVICE_SECRET } from '@pk-auto/platform/secrets/development-secrets'
import { type DatabasePlace, databaseOf, environmentOf } from '@pk-auto/platform/environment'
import type { RepublisherPlace } from '@pk-auto/platform/operations/republisher'
import type { Elsewhere } from '@pk-auto/platform/invariants/probe'
import { SERVICE_NAMES, type ServiceName } from '@pk-auto/platform/parts'
import { readPlatformTopics } from '@pk-auto/platform/topics'
import { localUrls } from '@pk-auto/servers/server-urls'
import { streamTopic, type TopicRecord } from '@pk-auto/testing/topics'

const ports = portsAt(Number(process.env['PORT_BASE_OFFSET'] ?? 0))
const servers = localUrls(ports)
const local = { servers, ports, profile: 'development', namespace: '' } as const

const variable = (service: ServiceName, what: string): string =>
  `${service.toUpperCase().replaceAll('-', '_')}_${what}`
const given = (service: ServiceName, what: string): string | undefined =>
  process.env[variable(service, what)]

/** KAFKA_BROKERS (commas). */
export const brokersHere = (): readonly string[] =>
  process.env['KAFKA_BROKERS']?.split(',') ?? servers.kafkaBrokers
/** KAFKA_TOPIC_PREFIX. */
export const topicPrefixHere = (): string => process.env['KAFKA_TOPIC_PREFIX'] ?? ''

/** Logs in as KAFKA_USER with KAFKA_PASSWORD where they are set; KAFKA_TLS=true encrypts. */
export function kafkaHere(): Kafka {
  const { KAFKA_USER: user, KAFKA_PASSWORD: password, KAFKA_TLS } = process.env
  return connectKafka({
    ...{ brokers: brokersHere(), service: 'operator', topicPrefix: topicPrefixHere() },
    ...(user && password && { login: { user, password } }),
    tls: KAFKA_TLS === 'true',
  })
}

/** With production's figures wherever the brokers are named. */
export const topicsHere = (): Promise<TopicSpec[]> =>
  readPlatformTopics(process.env['KAFKA_BROKERS'] ? 'production' : 'development')

/** <SERVICE>_DATABASE_OWNER_URL, and the login in <SERVICE>_DATABASE_URL. */
export function databaseHere(service: ServiceName): Pick<DatabasePlace, 'ownerUrl' | 'login'> {
  const usual = databaseOf(service, local)
  const { username, password } = new URL(given(service, 'DATABASE_URL') ?? usual.url)
  return {
    ownerUrl: given(service, 'DATABASE_OWNER_URL') ?? usual.ownerUrl,
    login: { user: decodeURIComponent(username), password: decodeURIComponent(password) },
  }
}

/** All of a topic, under the login of `kafka`. */
export const recordsHere =
  ({ client }: Kafka) =>
  (topic: string): AsyncIterable<TopicRecord> =>
    streamTopic({ client, topic: `${topicPrefixHere()}${topic}` })

/**
 * What the checkers of invariants look at, once a <SERVICE>_DATABASE_OWNER_URL is set: that of all
 * services, SEARCH_DATABASE_URL, KAFKA_BROKERS and what belongs to it, ELASTICSEARCH_URL and
 * INDEX_PREFIX.
 * @throws Error naming the missing ones: two platforms would be mixed
 */
export function elsewhere(kafka: Kafka): Elsewhere | undefined {
  const { ELASTICSEARCH_URL = '', INDEX_PREFIX = '', SEARCH_DATABASE_URL = '' } = process.env
  const owners = SERVICE_NAMES.map((service) => variable(service, 'DATABASE_OWNER_URL'))
  if (!owners.some((name) => process.env[name])) return undefined
  const others = ['SEARCH_DATABASE_URL', 'KAFKA_BROKERS', 'ELASTICSEARCH_URL']
  const missing = [...owners, ...others].filter((name) => !process.env[name])
  if (missing.length > 0) throw new Error(`all addresses or none: ${missing.join(', ')} missing`)
  return {
    ownerUrl: (service) => databaseHere(service).ownerUrl,
    // Search itself compares, as its worker: an owner need not be allowed to act as one.
    env: () => ({ DATABASE_URL: SEARCH_DATABASE_URL, ELASTICSEARCH_URL, INDEX_PREFIX }),
    records: recordsHere(kafka),
  }
}

/** <SERVICE>_GRPC_URL, SERVICE_SECRET. */
export const grpcHere = (service: ServiceName): RepublisherPlace => ({
  address: given(service, 'GRPC_URL') ?? `127.0.0.1:${ports.services[service].grpc}`,
  secret: process.env['SERVICE_SECRET'] ?? SERVICE_SECRET,
})

/** What search's own commands read. */
export const searchEnvironment = (): NodeJS.ProcessEnv => ({
  ...environmentOf('search', local),
  ...process.env,
})

/** S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY and BACKUP_BUCKET, where the backups lie. */
export const backupsHere = () => ({
  endpoint: process.env['S3_ENDPOINT'] ?? servers.s3.endpoint,
  accessKey: process.env['S3_ACCESS_KEY'] ?? servers.s3.accessKey,
  secretKey: process.env['S3_SECRET_KEY'] ?? servers.s3.secretKey,
  bucket: process.env['BACKUP_BUCKET'] ?? 'pk-auto-backup',
  service: 'operator',
})
