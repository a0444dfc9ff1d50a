// The settings every service has, named once: parts of a service's own schema, and what is made of
// them.
import { z } from 'zod'
import { parseRoles, type Role } from './roles.ts'

/** In production nothing is swallowed and nothing is shown that a developer wants to see. */
export const PROFILE = z.enum(['development', 'test', 'production']).default('production')
export const SECRET = z.string().min(32, 'needs 32 characters at least')

/** To be spread into a service's schema; the ports are its row of the port table. */
export const serviceSettings = (ports: { readonly grpc: number; readonly http: number }) => ({
  PROFILE,
  ROLES: z.string().optional(),
  /** Where everything of the process listens; an image says 0.0.0.0. */
  HOST: z.string().default('127.0.0.1'),
  GRPC_PORT: z.coerce.number().default(ports.grpc),
  HTTP_PORT: z.coerce.number().default(ports.http),
  DATABASE_URL: z.url(),
  SERVICE_SECRET: SECRET,
})

/** To be spread beside it by a service that tells or hears facts. Brokers are parted by commas. */
export const eventSettings = {
  KAFKA_BROKERS: z.string().min(1),
  KAFKA_TOPIC_PREFIX: z.string().default(''),
}

export type ServiceConfig = {
  profile: z.infer<typeof PROFILE>
  roles: ReadonlySet<Role>
  host: string
  grpcPort: number
  httpPort: number
  databaseUrl: string
  serviceSecret: string
}

export type EventConfig = { kafka: { brokers: readonly string[]; topicPrefix: string } }

/** @throws Error naming a role that does not exist */
export const serviceConfig = (
  set: z.infer<z.ZodObject<ReturnType<typeof serviceSettings>>>,
): ServiceConfig => ({
  profile: set.PROFILE,
  roles: parseRoles(set.ROLES),
  host: set.HOST,
  grpcPort: set.GRPC_PORT,
  httpPort: set.HTTP_PORT,
  databaseUrl: set.DATABASE_URL,
  serviceSecret: set.SERVICE_SECRET,
})

export const eventConfig = (set: z.infer<z.ZodObject<typeof eventSettings>>): EventConfig => ({
  kafka: { brokers: set.KAFKA_BROKERS.split(','), topicPrefix: set.KAFKA_TOPIC_PREFIX },
})
