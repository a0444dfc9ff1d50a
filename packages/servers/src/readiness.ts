// Whether a server really works: one small write through its own protocol, because an open port
// proves nothing.
import { quietRequestQueue } from '@pk-auto/kafka/kafkajs/request-queue'
import { Redis } from 'ioredis'
import { Kafka, logLevel } from 'kafkajs'
import { Client as MinioClient } from 'minio'
import pg from 'pg'
import type { ServerName, ServerUrls } from './server-urls.ts'

/**
 * The topic, index and bucket the question leaves behind, named so that nobody mistakes them for
 * data.
 */
const LEFT_BEHIND = 'pkauto-readiness'

/**
 * Resolves once the server took a write; rejects with the reason when it did not within about two
 * seconds.
 */
export async function askServer(name: ServerName, urls: ServerUrls): Promise<void> {
  const ask = {
    postgres: askPostgres,
    kafka: askKafka,
    elasticsearch: askElasticsearch,
    redis: askRedis,
    s3: askS3,
  }[name]
  const tooLate = AbortSignal.timeout(4_000)
  const expiry = new Promise<never>((_, reject) =>
    tooLate.addEventListener('abort', () => reject(new Error(`${name} does not answer`))),
  )
  await Promise.race([ask(urls), expiry])
}

async function askPostgres({ postgresUrl }: ServerUrls): Promise<void> {
  const client = new pg.Client({
    connectionString: postgresUrl,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select pg_current_xact_id()')
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function askKafka({ kafkaBrokers }: ServerUrls): Promise<void> {
  quietRequestQueue()
  const kafka = new Kafka({
    brokers: [...kafkaBrokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { retries: 1, initialRetryTime: 100 },
  })
  const admin = kafka.admin()
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  try {
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: LEFT_BEHIND, numPartitions: 1 }] })
    await producer.connect()
    await producer.send({ topic: LEFT_BEHIND, messages: [{ value: 'ready' }], timeout: 2_000 })
  } finally {
    await Promise.allSettled([admin.disconnect(), producer.disconnect()])
  }
}

async function askElasticsearch({ elasticsearchUrl }: ServerUrls): Promise<void> {
  const answer = await fetch(new URL(`/${LEFT_BEHIND}/_doc/1?timeout=2s`, elasticsearchUrl), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...basicAuth(elasticsearchUrl) },
    body: '{"ready":true}',
    signal: AbortSignal.timeout(3_000),
  })
  if (!answer.ok) throw new Error(`Elasticsearch answers ${answer.status}`)
}

function basicAuth(url: string): Record<string, string> {
  const { username, password } = new URL(url)
  if (!username) return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

async function askRedis({ redisUrl }: ServerUrls): Promise<void> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
  })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    await redis.set(LEFT_BEHIND, '1', 'EX', 60)
  } finally {
    redis.disconnect()
  }
}

async function askS3({ s3 }: ServerUrls): Promise<void> {
  const { hostname, port, protocol } = new URL(s3.endpoint)
  const useSSL = protocol === 'https:'
  const client = new MinioClient({
    endPoint: hostname,
    port: Number(port) || (useSSL ? 443 : 80),
    useSSL,
    accessKey: s3.accessKey,
    secretKey: s3.secretKey,
    region: 'us-east-1',
  })
  if (!(await client.bucketExists(LEFT_BEHIND))) await client.makeBucket(LEFT_BEHIND, 'us-east-1')
  await client.putObject(LEFT_BEHIND, 'ready', 'ready')
}
