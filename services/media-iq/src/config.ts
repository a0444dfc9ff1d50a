// The configuration of media-iq: business values from config/media-iq.yaml, addresses and secrets from the environment.
import { type Env, loadConfig } from '@pk-auto/lifecycle/config'
import { parseRoles, type Role } from '@pk-auto/lifecycle/roles'
import { z } from 'zod'

const YAML = new URL('../../../config/media-iq.yaml', import.meta.url)
const some = z.number().positive()
const count = z.int().positive()

const Business = z.strictObject({
  upload: z.strictObject({ maxMegabytes: some, urlMinutes: some, maxOpen: count, maxPerDay: count }),
  keep: z.strictObject({ unattachedDays: some, originalPx: count, originalDays: some, messageDays: count }),
  decoder: z.strictObject({ processes: count, maxMegapixels: some, timeoutSeconds: some, maxRssMegabytes: some, idleSeconds: some }),
  jobs: z.strictObject({ leaseSeconds: some, maxAttempts: count, firstRetrySeconds: some, maxRetrySeconds: some, pollSeconds: some }),
  sweepEverySeconds: some,
})

const Schema = z.object({
  PROFILE: z.enum(['development', 'test', 'production']).default('production'),
  ROLES: z.string().optional(),
  GRPC_PORT: z.coerce.number().default(50_103),
  HTTP_PORT: z.coerce.number().default(50_203),
  MEDIA_PORT: z.coerce.number().default(8_090),
  DATABASE_URL: z.url(),
  KAFKA_BROKERS: z.string().min(1),
  KAFKA_TOPIC_PREFIX: z.string().default(''),
  REDIS_URL: z.url().optional(),
  S3_ENDPOINT: z.url(),
  // As browsers and apps reach the store, when that differs.
  S3_PUBLIC_ENDPOINT: z.url().optional(),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  S3_BUCKET: z.string().default('pk-auto-media'),
  SERVICE_SECRET: z.string().min(32),
  IDENTITY_GRPC_URL: z.string().default('127.0.0.1:50100'),
  business: Business,
})

const MEGA = 1024 * 1024

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readMediaIqConfig(env: Env) {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  const { upload, keep, decoder, jobs } = business
  return {
    profile: set.PROFILE,
    roles: parseRoles(set.ROLES),
    grpcPort: set.GRPC_PORT,
    httpPort: set.HTTP_PORT,
    mediaPort: set.MEDIA_PORT,
    databaseUrl: set.DATABASE_URL,
    kafka: { brokers: set.KAFKA_BROKERS.split(','), topicPrefix: set.KAFKA_TOPIC_PREFIX },
    redisUrl: set.REDIS_URL,
    s3: {
      endpoint: set.S3_ENDPOINT,
      ...(set.S3_PUBLIC_ENDPOINT !== undefined && { publicEndpoint: set.S3_PUBLIC_ENDPOINT }),
      accessKey: set.S3_ACCESS_KEY,
      secretKey: set.S3_SECRET_KEY,
      bucket: set.S3_BUCKET,
    },
    serviceSecret: set.SERVICE_SECRET,
    identityUrl: set.IDENTITY_GRPC_URL,
    upload: { maxBytes: upload.maxMegabytes * MEGA, urlMinutes: upload.urlMinutes, maxOpen: upload.maxOpen, maxPerDay: upload.maxPerDay },
    unattachedDays: keep.unattachedDays,
    originalDays: keep.originalDays,
    messageDays: keep.messageDays,
    decoders: decoder.processes,
    decoder: {
      maxPixels: decoder.maxMegapixels * 1_000_000,
      maxKeptPx: keep.originalPx,
      maxRssBytes: decoder.maxRssMegabytes * MEGA,
      timeoutMs: decoder.timeoutSeconds * 1_000,
      idleMs: decoder.idleSeconds * 1_000,
    },
    jobs: {
      leaseMs: jobs.leaseSeconds * 1_000,
      maxAttempts: jobs.maxAttempts,
      firstRetryMs: jobs.firstRetrySeconds * 1_000,
      maxRetryMs: jobs.maxRetrySeconds * 1_000,
      pollMs: jobs.pollSeconds * 1_000,
    },
    sweepEveryMs: business.sweepEverySeconds * 1_000,
  } satisfies { roles: ReadonlySet<Role> } & Record<string, unknown>
}

export type MediaIqConfig = ReturnType<typeof readMediaIqConfig>
