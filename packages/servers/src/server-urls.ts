// The five servers by name, where they answer, and the environment variables that point at ones
// that run elsewhere.
import type { Ports } from '@pk-auto/lifecycle/ports'

export const SERVER_NAMES = ['postgres', 'kafka', 'elasticsearch', 'redis', 's3'] as const
export type ServerName = (typeof SERVER_NAMES)[number]

export type ServerUrls = {
  /**
   * The maintenance database as its superuser; each service and each test file makes its own
   * database next to it.
   */
  readonly postgresUrl: string
  /** host:port, at least one. */
  readonly kafkaBrokers: readonly string[]
  readonly elasticsearchUrl: string
  readonly redisUrl: string
  readonly s3: { readonly endpoint: string; readonly accessKey: string; readonly secretKey: string }
}

/** Known to every local installation: the servers listen on loopback only. */
export const LOCAL_S3_KEYS = { accessKey: 'pkauto', secretKey: 'pkauto-local-secret' } as const

/** Where the servers of this machine answer at these ports. */
export function localUrls(ports: Ports): ServerUrls {
  const at = ports.servers
  return {
    postgresUrl: `postgres://postgres@127.0.0.1:${at.postgres}/postgres`,
    kafkaBrokers: [`127.0.0.1:${at.kafka}`],
    elasticsearchUrl: `http://127.0.0.1:${at.elasticsearch}`,
    redisUrl: `redis://127.0.0.1:${at.redis}`,
    s3: { endpoint: `http://127.0.0.1:${at.s3}`, ...LOCAL_S3_KEYS },
  }
}

/**
 * Servers that the environment already names, each alone or all together: DATABASE_URL ·
 * KAFKA_BROKERS (commas) · ELASTICSEARCH_URL · REDIS_URL · S3_ENDPOINT with S3_ACCESS_KEY and
 * S3_SECRET_KEY. These are used as they are: never started, stopped or emptied.
 * @throws Error for an S3_ENDPOINT without its keys
 */
export function urlsFromEnvironment(env: Readonly<Record<string, string | undefined>>): {
  given: ServerName[]
  urls: Partial<ServerUrls>
} {
  const { DATABASE_URL, KAFKA_BROKERS, ELASTICSEARCH_URL, REDIS_URL, S3_ENDPOINT } = env
  const urls = {
    ...(DATABASE_URL && { postgresUrl: DATABASE_URL }),
    ...(KAFKA_BROKERS && { kafkaBrokers: KAFKA_BROKERS.split(',').map((broker) => broker.trim()) }),
    ...(ELASTICSEARCH_URL && { elasticsearchUrl: ELASTICSEARCH_URL }),
    ...(REDIS_URL && { redisUrl: REDIS_URL }),
    ...(S3_ENDPOINT && { s3: s3FromEnvironment(S3_ENDPOINT, env) }),
  }
  const variables = {
    postgres: DATABASE_URL,
    kafka: KAFKA_BROKERS,
    elasticsearch: ELASTICSEARCH_URL,
    redis: REDIS_URL,
    s3: S3_ENDPOINT,
  }
  return { given: SERVER_NAMES.filter((name) => variables[name]), urls }
}

function s3FromEnvironment(
  endpoint: string,
  { S3_ACCESS_KEY, S3_SECRET_KEY }: Readonly<Record<string, string | undefined>>,
): ServerUrls['s3'] {
  if (!S3_ACCESS_KEY || !S3_SECRET_KEY)
    throw new Error(
      'S3_ENDPOINT is set without S3_ACCESS_KEY and S3_SECRET_KEY: ' +
        'set all three, or none to have S3 started here',
    )
  return { endpoint, accessKey: S3_ACCESS_KEY, secretKey: S3_SECRET_KEY }
}
