// Notify's configuration: business values from config/notify.yaml, addresses, secrets and the
// choice of providers from the environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import { portsAt } from '@pk-auto/lifecycle/ports'
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
  sends: z.strictObject({
    retentionDays: z.number().positive(),
    providerTimeoutMs: z.int().positive(),
  }),
  mail: z.strictObject({ from: z.string().min(3), timeoutMs: z.int().positive() }),
  news: News,
  sweeps: z.strictObject({ everySeconds: z.number().positive() }),
  ...retentionSettings,
})

/** The drivers that exist. A real one is added here, in outbound/ and in service.ts. */
export const PROVIDERS = ['sandbox'] as const
export type ProviderName = (typeof PROVIDERS)[number]

const Provider = z.enum(PROVIDERS).optional()

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
  SMS_PROVIDER: Provider,
  WHATSAPP_PROVIDER: Provider,
  CALL_PROVIDER: Provider,
  /** smtp://user:password@host:port; without it, outside production, the sandbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Of the pages that messages lead to. */
  WEB_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .default(() => `http://localhost:${portsAt(0).web.web}`),
  business: Business,
})

export type NotifyConfig = ServiceConfig &
  ReturnType<typeof eventConfig> & {
    urls: Readonly<Record<'identity' | 'search' | 'chat', string>>
    vapid: Readonly<Record<'publicKey' | 'privateKey' | 'subject', string>>
    news: ReturnType<typeof newsConfig>
    mail: Readonly<{ url: string | undefined; from: string; timeoutMs: number }>
    webOrigin: string
    providers: Readonly<Record<'sms' | 'whatsapp' | 'call', ProviderName>>
    callingCodes: readonly string[]
    sandboxRetentionMs: number
    sendRetentionMs: number
    providerTimeoutMs: number
    sweepEveryMs: number
  }

/** In production nothing may be swallowed: each way needs a provider that really sends. */
function providerFor(
  variable: string,
  chosen: ProviderName | undefined,
  profile: NotifyConfig['profile'],
): ProviderName {
  if (profile !== 'production') return chosen ?? 'sandbox'
  if (chosen !== undefined && chosen !== 'sandbox') return chosen
  throw new Error(
    `${variable} names no provider that really sends, and in production ` +
      `(PROFILE=production) codes would reach nobody. ` +
      `Set ${variable} to a provider, or PROFILE to development or test to use the sandbox.`,
  )
}

/** In production mails go out, or notify does not start. */
function smtpUrlOf(url: string | undefined, profile: NotifyConfig['profile']): string | undefined {
  if (url !== undefined || profile !== 'production') return url
  throw new Error(
    'SMTP_URL is not set, and in production (PROFILE=production) mails would reach nobody. ' +
      'Set SMTP_URL to smtp://user:password@host:port.',
  )
}

/** @throws Error naming every missing or wrong value and where to set it */
export function readNotifyConfig(env: Env): NotifyConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
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
    mail: {
      ...{
        url: smtpUrlOf(set.SMTP_URL, set.PROFILE),
        from: business.mail.from,
        timeoutMs: business.mail.timeoutMs,
      },
    },
    webOrigin: set.WEB_ORIGIN,
    news: newsConfig(business.news, set.PROFILE),
    providers: {
      sms: providerFor('SMS_PROVIDER', set.SMS_PROVIDER, set.PROFILE),
      whatsapp: providerFor('WHATSAPP_PROVIDER', set.WHATSAPP_PROVIDER, set.PROFILE),
      call: providerFor('CALL_PROVIDER', set.CALL_PROVIDER, set.PROFILE),
    },
    callingCodes: business.market.callingCodes,
    sandboxRetentionMs: business.sandbox.retentionMinutes * 60_000,
    sendRetentionMs: business.sends.retentionDays * 86_400_000,
    providerTimeoutMs: business.sends.providerTimeoutMs,
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
