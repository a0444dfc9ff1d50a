// Notify's configuration: business values from config/notify.yaml, addresses, secrets and the
// choice of providers from the environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  eventSettings,
  grpcUrl,
  serviceConfig,
  type ServiceConfig,
  serviceSettings,
  retentionSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'
import { type ProviderConfig, providerConfig, providerSettings } from './config/providers.ts'
import { type SendingConfig, sendingConfig, sendingSettings } from './config/sending.ts'
import { CHANNELS, PURPOSES } from './domain/news/news.ts'

const YAML = new URL('../../../config/notify.yaml', import.meta.url)

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const News = z.strictObject({
  maxAgeHours: z.number().positive(),
  retentionDays: z.number().positive(),
  channels: z.record(z.enum(PURPOSES), z.array(z.enum(CHANNELS))),
  quietHours: z.strictObject({
    ...{ from: Time, to: Time },
    zone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone)),
    purposes: z.array(z.enum(PURPOSES)),
  }),
  messages: z.strictObject({
    settleSeconds: z.number().nonnegative(),
    spacingSeconds: z.number().nonnegative(),
  }),
  deliveries: z.strictObject({
    everyMs: z.int().positive(),
    leaseSeconds: z.number().positive(),
    maxTries: z.int().positive(),
    firstRetrySeconds: z.number().positive(),
    timeoutMs: z.int().positive(),
  }),
  push: z.strictObject({ ttlHours: z.number().positive(), hosts: z.array(z.string()).min(1) }),
})

const Business = z.strictObject({
  market: z.strictObject({ callingCodes: z.array(z.string().regex(/^\+\d{1,3}$/)).min(1) }),
  sandbox: z.strictObject({ retentionMinutes: z.number().positive() }),
  ...sendingSettings,
  news: News,
  sweeps: z.strictObject({ everySeconds: z.number().positive() }),
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('notify'),
  ...eventSettings,
  IDENTITY_GRPC_URL: grpcUrl('identity'),
  SEARCH_GRPC_URL: grpcUrl('search'),
  CHAT_GRPC_URL: grpcUrl('chat'),
  VAPID_PUBLIC_KEY: z.string().regex(/^[\w-]{87}$/),
  VAPID_PRIVATE_KEY: z.string().regex(/^[\w-]{43}$/),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto|https):/)
    .default('mailto:push@automart.pk'),
  ...providerSettings,
  /** Host of the site on which codes are typed. */
  WEB_HOST: z.string().min(1).optional(),
  business: Business,
})

export type NotifyConfig = ServiceConfig &
  SendingConfig &
  ReturnType<typeof eventConfig> & {
    urls: Readonly<Record<'identity' | 'search' | 'chat', string>>
    vapid: Readonly<Record<'publicKey' | 'privateKey' | 'subject', string>>
    news: ReturnType<typeof newsConfig>
    providers: ProviderConfig
    webHost: string
    callingCodes: readonly string[]
    sandboxRetentionMs: number
    sweepEveryMs: number
  }

function webHostOf(host: string | undefined, isProduction: boolean): string {
  if (host !== undefined || !isProduction) return host ?? 'localhost'
  throw new Error('WEB_HOST is not set: browsers would not find codes in messages. Set WEB_HOST.')
}

/** @throws Error naming every missing or wrong value and where to set it */
export function readNotifyConfig(env: Env): NotifyConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  const isProduction = set.PROFILE === 'production'
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    urls: {
      identity: set.IDENTITY_GRPC_URL,
      search: set.SEARCH_GRPC_URL,
      chat: set.CHAT_GRPC_URL,
    },
    vapid: {
      publicKey: set.VAPID_PUBLIC_KEY,
      privateKey: set.VAPID_PRIVATE_KEY,
      subject: set.VAPID_SUBJECT,
    },
    news: newsConfig(business.news, set.PROFILE),
    ...sendingConfig(business),
    providers: providerConfig(set, isProduction),
    webHost: webHostOf(set.WEB_HOST, isProduction),
    callingCodes: business.market.callingCodes,
    sandboxRetentionMs: business.sandbox.retentionMinutes * 60_000,
    sweepEveryMs: business.sweeps.everySeconds * 1_000,
  }
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function newsConfig(set: z.output<typeof News>, profile: ServiceConfig['profile']) {
  const { quietHours, messages, deliveries, push } = set
  return {
    defaults: {
      channels: set.channels,
      quiet: {
        ...{ from: minutesOf(quietHours.from), to: minutesOf(quietHours.to) },
        ...{ zone: quietHours.zone, purposes: quietHours.purposes },
      },
    },
    timing: {
      maxAgeMs: set.maxAgeHours * 3_600_000,
      messageSettleMs: messages.settleSeconds * 1_000,
      messageSpacingMs: messages.spacingSeconds * 1_000,
      retentionMs: set.retentionDays * 86_400_000,
    },
    everyMs: deliveries.everyMs,
    leaseMs: deliveries.leaseSeconds * 1_000,
    retries: { max: deliveries.maxTries, firstMs: deliveries.firstRetrySeconds * 1_000 },
    timeoutMs: deliveries.timeoutMs,
    pushTtlSeconds: push.ttlHours * 3_600,
    pushHosts: { known: push.hosts, loopback: profile !== 'production' },
  }
}
