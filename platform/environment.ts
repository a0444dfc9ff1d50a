// The environment each part of the platform gets in development: addresses from the port table,
// secrets that protect nothing but a laptop.
import { generateKeyPairSync } from 'node:crypto'
import type { Ports } from '@pk-auto/lifecycle/ports'
import type { ServerUrls } from '@pk-auto/servers/server-urls'

export type ServiceName = 'identity' | 'catalogue' | 'search' | 'media-iq' | 'notify'
export const SERVICE_NAMES: readonly ServiceName[] = [
  'identity',
  'catalogue',
  'search',
  'media-iq',
  'notify',
]

export type EnvironmentOptions = {
  servers: ServerUrls
  ports: Ports
  profile: 'development' | 'test'
  /**
   * Keeps platforms on the same servers apart: part of every database, topic, index and bucket
   * name. Empty for `up`.
   */
  namespace: string
}

/** Where a service's database is and how the service may log in. */
export type DatabasePlace = {
  name: string
  ownerUrl: string
  url: string
  login: { user: string; password: string }
}

const LOCAL_PASSWORD = 'pk-auto-local'
const key = (name: string) =>
  Buffer.from(`pk-auto development ${name}`.padEnd(32, '.').slice(0, 32)).toString('base64url')

export function databaseOf(
  service: ServiceName,
  { servers, namespace }: Pick<EnvironmentOptions, 'servers' | 'namespace'>,
): DatabasePlace {
  const noun = service.replaceAll('-', '_')
  const name = namespace === '' ? `pk_${noun}` : `pk_${namespace}_${noun}`
  const login = { user: `${noun}_login`, password: LOCAL_PASSWORD }
  const at = (user?: typeof login) => {
    const url = new URL(servers.postgresUrl)
    url.pathname = `/${name}`
    if (user) [url.username, url.password] = [user.user, user.password]
    return url.href
  }
  return { name, ownerUrl: at(), url: at(login), login }
}

/**
 * A key pair of this process: actor tokens live a minute, so a new one at each start does no harm.
 */
function actorKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return JSON.stringify({
    ...privateKey.export({ format: 'jwk' }),
    kid: `development-${Date.now()}`,
    alg: 'EdDSA',
    use: 'sig',
  })
}

/** What every process gets, and beside it what each part alone gets. */
export function environments(options: EnvironmentOptions): {
  service(name: ServiceName): Record<string, string>
  gateway: Record<string, string>
  web: Record<string, string>
} {
  const { servers, ports, profile, namespace } = options
  const grpc = (name: ServiceName) => `127.0.0.1:${ports.services[name].grpc}`
  const prefix = namespace === '' ? '' : `${namespace}.`
  const webOrigins = [`http://localhost:${ports.web.web}`, `http://127.0.0.1:${ports.web.web}`]
  const shared = {
    PROFILE: profile,
    KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    KAFKA_TOPIC_PREFIX: prefix,
    REDIS_URL: servers.redisUrl,
    ELASTICSEARCH_URL: servers.elasticsearchUrl,
    INDEX_PREFIX: namespace === '' ? '' : `${namespace}-`,
    S3_ENDPOINT: servers.s3.endpoint,
    S3_ACCESS_KEY: servers.s3.accessKey,
    S3_SECRET_KEY: servers.s3.secretKey,
    S3_BUCKET: namespace === '' ? 'pk-auto-media' : `pk-${namespace}-media`,
    SERVICE_SECRET: 'a development secret that protects nothing',
    IDENTITY_GRPC_URL: grpc('identity'),
    CATALOGUE_GRPC_URL: grpc('catalogue'),
    SEARCH_GRPC_URL: grpc('search'),
    MEDIA_IQ_GRPC_URL: grpc('media-iq'),
    NOTIFY_GRPC_URL: grpc('notify'),
  }
  const identity = {
    OTP_PEPPER: 'a development pepper that protects nothing',
    ACTOR_KEY: actorKey(),
    PHONE_KEYS: `development:${key('phones')}`,
    PHONE_INDEX_KEY: key('phone index'),
  }
  return {
    service: (name) => ({
      ...shared,
      ...(name === 'identity' && identity),
      ...(name === 'media-iq' && { MEDIA_PORT: String(ports.media) }),
      DATABASE_URL: databaseOf(name, options).url,
      GRPC_PORT: String(ports.services[name].grpc),
      HTTP_PORT: String(ports.services[name].http),
    }),
    gateway: {
      ...shared,
      HTTP_PORT: String(ports.gateways.pwa),
      COOKIE_SECRET: 'a development cookie secret, 32 characters and more',
      WEB_ORIGINS: webOrigins.join(','),
    },
    web: {
      PROFILE: profile,
      PORT: String(ports.web.web),
      HOST: '127.0.0.1',
      GATEWAY_URL: `http://127.0.0.1:${ports.gateways.pwa}`,
      MEDIA_URL: `http://127.0.0.1:${ports.media}`,
      UPLOAD_ORIGINS: servers.s3.endpoint,
    },
  }
}
