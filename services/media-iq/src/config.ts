// The configuration of media-iq: business values from config/media-iq.yaml, addresses and secrets
// from the environment.
import { type Env, loadConfig } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  eventSettings,
  serviceConfig,
  serviceSettings,
  retentionSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/media-iq.yaml', import.meta.url)
const some = z.number().positive()
const count = z.int().positive()

const Business = z.strictObject({
  upload: z.strictObject({
    maxMegabytes: some,
    maxChatMegabytes: some,
    maxVoiceMegabytes: some,
    maxVoiceSeconds: some,
    urlMinutes: some,
    maxOpen: count,
    maxPerDay: count,
  }),
  privateLinkMinutes: z.number().positive().max(5),
  retention: z.strictObject({
    unattachedDays: some,
    originalPx: count,
    originalDays: some,
  }),
  decoder: z.strictObject({
    processes: count,
    maxMegapixels: some,
    timeoutSeconds: some,
    voiceTimeoutSeconds: some,
    maxRssMegabytes: some,
    idleSeconds: some,
  }),
  jobs: z.strictObject({
    leaseSeconds: some,
    maxAttempts: count,
    firstRetrySeconds: some,
    maxRetrySeconds: some,
    pollSeconds: some,
  }),
  sweepEverySeconds: some,
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('media-iq'),
  ...eventSettings,
  S3_ENDPOINT: z.url(),
  // As browsers and apps reach the store, when that differs.
  S3_PUBLIC_ENDPOINT: z.url().optional(),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  S3_BUCKET: z.string().default('pk-auto-media'),
  business: Business,
})

const MEGA = 1024 * 1024

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readMediaIqConfig(env: Env) {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  const { upload, retention, decoder, jobs } = business
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    s3: {
      endpoint: set.S3_ENDPOINT,
      ...(set.S3_PUBLIC_ENDPOINT !== undefined && { publicEndpoint: set.S3_PUBLIC_ENDPOINT }),
      accessKey: set.S3_ACCESS_KEY,
      secretKey: set.S3_SECRET_KEY,
      bucket: set.S3_BUCKET,
    },
    upload: {
      maxBytes: {
        'listing-photo': upload.maxMegabytes * MEGA,
        chat: upload.maxChatMegabytes * MEGA,
        'chat-voice': upload.maxVoiceMegabytes * MEGA,
      },
      urlMinutes: upload.urlMinutes,
      maxOpen: upload.maxOpen,
      maxPerDay: upload.maxPerDay,
    },
    privateLinkMs: business.privateLinkMinutes * 60_000,
    unattachedDays: retention.unattachedDays,
    originalDays: retention.originalDays,
    decoders: decoder.processes,
    decoder: {
      maxVoiceMs: upload.maxVoiceSeconds * 1_000,
      maxPixels: decoder.maxMegapixels * 1_000_000,
      maxOriginalPx: retention.originalPx,
      maxRssBytes: decoder.maxRssMegabytes * MEGA,
      timeoutMs: decoder.timeoutSeconds * 1_000,
      voiceTimeoutMs: decoder.voiceTimeoutSeconds * 1_000,
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
  }
}

export type MediaIqConfig = ReturnType<typeof readMediaIqConfig>
