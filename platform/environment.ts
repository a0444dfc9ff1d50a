// The environment each part gets in development: the addresses it asks, the servers it uses, and
// its own secrets.
import { INTERNAL_ABOVE, type Ports, type Service } from '@pk-auto/lifecycle/ports'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { SERVICE_SECRET, type Environment } from './secrets/development-secrets.ts'
import { PART_NAMES, partOf, PARTS, type PartName, type ServiceName, type Use } from './parts.ts'

export type EnvironmentOptions = {
  servers: ServerUrls
  ports: Ports
  profile: 'development' | 'test'
  /**
   * Separates platforms on the same servers: part of every database, topic, index and bucket
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

/** Put before every topic and group. */
export const topicPrefixOf = (namespace: string): string =>
  namespace === '' ? '' : `${namespace}.`

/** Where a service answers; the one that serves media does so on the media port. */
export const portsOf = (name: ServiceName, ports: Ports): { grpc: number; http: number } => ({
  grpc: ports.services[name].grpc,
  http: 'servesMedia' in PARTS[name] ? ports.media : ports.services[name].http,
})

const usesOf = ({ servers, namespace }: EnvironmentOptions): Record<Use, Environment> => ({
  kafka: {
    KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    KAFKA_TOPIC_PREFIX: topicPrefixOf(namespace),
  },
  redis: { REDIS_URL: servers.redisUrl },
  elasticsearch: {
    ELASTICSEARCH_URL: servers.elasticsearchUrl,
    INDEX_PREFIX: namespace === '' ? '' : `${namespace}-`,
  },
  s3: {
    S3_ENDPOINT: servers.s3.endpoint,
    S3_ACCESS_KEY: servers.s3.accessKey,
    S3_SECRET_KEY: servers.s3.secretKey,
    S3_BUCKET: namespace === '' ? 'pk-auto-media' : `pk-${namespace}-media`,
  },
})

const addressOf = (name: Service, ports: Ports): Environment => ({
  [`${name.toUpperCase().replaceAll('-', '_')}_GRPC_URL`]: `127.0.0.1:${ports.services[name].grpc}`,
})

/** Where a web client or a gateway answers. @throws Error for a part that has no public address */
export function urlOf(name: PartName, ports: Ports): string {
  const part = partOf(name)
  if (part.kind === 'web') return `http://localhost:${ports.web[part.web]}`
  if (part.kind === 'gateway') return `http://127.0.0.1:${ports.gateways[part.gateway]}`
  throw new Error(`${name} has no public address`)
}

/** Origins of the web clients of this gateway. */
const webOrigins = (gateway: PartName, { web }: Ports): string =>
  PART_NAMES.flatMap((name) => {
    const part = partOf(name)
    if (part.kind !== 'web' || part.gateway !== gateway) return []
    return [`http://localhost:${web[part.web]}`, `http://127.0.0.1:${web[part.web]}`]
  }).join(',')

/** Everything a part's configuration reads; nothing of parts it does not ask. */
export function environmentOf(name: PartName, options: EnvironmentOptions): Environment {
  const { ports, profile, servers } = options
  const part = partOf(name)
  if (part.kind === 'web')
    return {
      PROFILE: profile,
      PORT: String(ports.web[part.web]),
      HOST: '127.0.0.1',
      GATEWAY_URL: urlOf(part.gateway as PartName, ports),
      MEDIA_URL: `http://127.0.0.1:${ports.media}`,
      UPLOAD_ORIGINS: servers.s3.endpoint,
    }
  const uses = usesOf(options)
  const shared = {
    PROFILE: profile,
    SERVICE_SECRET,
    IDENTITY_HTTP_URL: `http://127.0.0.1:${ports.services.identity.http}`,
    ...Object.assign({}, ...part.asks.map((asked) => addressOf(asked, ports))),
    ...Object.assign({}, ...part.uses.map((use) => uses[use])),
    ...part.secrets?.(options.namespace),
  }
  if (part.kind === 'gateway')
    return {
      ...shared,
      HTTP_PORT: String(ports.gateways[part.gateway]),
      INTERNAL_PORT: String(ports.gateways[part.gateway] + INTERNAL_ABOVE),
      WEB_ORIGINS: webOrigins(name, ports),
    }
  const service = name as ServiceName
  const { grpc, http } = portsOf(service, ports)
  const [web] = PART_NAMES.filter((each) => partOf(each).kind === 'web')
  return {
    ...shared,
    DATABASE_URL: databaseOf(service, options).url,
    GRPC_PORT: String(grpc),
    HTTP_PORT: String(http),
    ...(part.linksToWeb && web !== undefined && { WEB_ORIGIN: urlOf(web, ports) }),
  }
}
