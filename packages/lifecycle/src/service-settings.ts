// The settings every service has, named once: parts of a service's own schema, and what is made of
// them.
import { z } from 'zod'
import { portsAt, type SAMPLE, type Service } from './ports.ts'
import { parseRoles, type Role } from './roles.ts'

/** In production nothing is swallowed and nothing is shown that a developer wants to see. */
export const PROFILE = z.enum(['development', 'test', 'production']).default('production')
export const SECRET = z.string().min(32, 'needs 32 characters at least')

/** By which services know each other. */
export const serviceSecrets = {
  SERVICE_SECRET: SECRET,
  /** Accepted as well, and never used to sign: while one secret is replaced by another. */
  SERVICE_SECRET_ALSO: SECRET.optional(),
}

const { services } = portsAt(0)

/** Where services are, unless configured otherwise. */
export const grpcUrl = (service: Service) =>
  z.string().default(`127.0.0.1:${services[service].grpc}`)
export const httpUrl = (service: Service) =>
  z.url().default(`http://127.0.0.1:${services[service].http}`)

/** To be spread into the schema of the service of this name. */
export const serviceSettings = (name: Service | typeof SAMPLE) => ({
  PROFILE,
  ROLES: z.string().optional(),
  /** Where everything of the process listens; an image sets 0.0.0.0. */
  HOST: z.string().default('127.0.0.1'),
  GRPC_PORT: z.coerce.number().default(services[name].grpc),
  HTTP_PORT: z.coerce.number().default(services[name].http),
  DATABASE_URL: z.url(),
  /** Connections of one process: all processes together must stay below what Postgres allows. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(50).default(5),
  REDIS_URL: z.url().optional(),
  /** Identity's public keys are there. */
  IDENTITY_HTTP_URL: httpUrl('identity'),
  ...serviceSecrets,
})

/** Spread next to it by a service that publishes or consumes. Brokers are separated by commas. */
export const eventSettings = {
  KAFKA_BROKERS: z.string().min(1),
  KAFKA_TOPIC_PREFIX: z.string().default(''),
  /** Both or neither: brokers that ask for a login know the service by its name. */
  KAFKA_USER: z.string().optional(),
  KAFKA_PASSWORD: z.string().optional(),
  KAFKA_TLS: z.stringbool().default(false),
}

/** To be spread into the business values of a service: days that outbox and replies are stored. */
export const retentionSettings = { retentionDays: z.int().positive() }

export type ServiceConfig = {
  profile: z.infer<typeof PROFILE>
  roles: ReadonlySet<Role>
  host: string
  grpcPort: number
  httpPort: number
  databaseUrl: string
  databasePoolSize: number
  redisUrl: string | undefined
  jwksUrl: string
  serviceSecret: string
  serviceSecretAlso: string | undefined
  retentionDays: number
}

export type EventConfig = {
  kafka: {
    brokers: readonly string[]
    topicPrefix: string
    login?: { user: string; password: string } | undefined
    tls?: boolean
  }
}

/** Whatever was signed with any of them is ours; the first one signs. */
export const acceptedSecrets = ({
  serviceSecret,
  serviceSecretAlso,
}: Pick<ServiceConfig, 'serviceSecret' | 'serviceSecretAlso'>): readonly string[] =>
  serviceSecretAlso === undefined ? [serviceSecret] : [serviceSecret, serviceSecretAlso]

type Set = z.infer<z.ZodObject<ReturnType<typeof serviceSettings>>>

export const jwksUrlOf = (identityHttpUrl: string): string =>
  new URL('/.well-known/jwks.json', identityHttpUrl).href

/** @throws Error naming a role that does not exist */
export const serviceConfig = (
  set: Set,
  { retentionDays }: { retentionDays: number },
): ServiceConfig => ({
  profile: set.PROFILE,
  roles: parseRoles(set.ROLES),
  host: set.HOST,
  grpcPort: set.GRPC_PORT,
  httpPort: set.HTTP_PORT,
  databaseUrl: set.DATABASE_URL,
  databasePoolSize: set.DATABASE_POOL_SIZE,
  redisUrl: set.REDIS_URL,
  jwksUrl: jwksUrlOf(set.IDENTITY_HTTP_URL),
  serviceSecret: set.SERVICE_SECRET,
  serviceSecretAlso: set.SERVICE_SECRET_ALSO,
  retentionDays,
})

/** @throws Error for a user without a password, or the other way round */
export function eventConfig(set: z.infer<z.ZodObject<typeof eventSettings>>): EventConfig {
  const { KAFKA_USER: user, KAFKA_PASSWORD: password } = set
  if ((user === undefined) !== (password === undefined))
    throw new Error('set both KAFKA_USER and KAFKA_PASSWORD, or neither')
  return {
    kafka: {
      brokers: set.KAFKA_BROKERS.split(','),
      topicPrefix: set.KAFKA_TOPIC_PREFIX,
      login: user !== undefined && password !== undefined ? { user, password } : undefined,
      tls: set.KAFKA_TLS,
    },
  }
}
