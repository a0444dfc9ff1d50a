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
import { type NewsConfig, newsConfig, newsSettings } from './config/news.ts'
import { type ProviderConfig, providerConfig, providerSettings } from './config/providers.ts'
import { type SendingConfig, sendingConfig, sendingSettings } from './config/sending.ts'

const YAML = new URL('../../../config/notify.yaml', import.meta.url)

const Business = z.strictObject({
  market: z.strictObject({ callingCodes: z.array(z.string().regex(/^\+\d{1,3}$/)).min(1) }),
  sandbox: z.strictObject({ retentionMinutes: z.number().positive() }),
  ...sendingSettings,
  mail: z.strictObject({ from: z.string().min(3), timeoutMs: z.int().positive() }),
  news: newsSettings,
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
  /** smtp://user:password@host:port; without it, outside production, the sandbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Of the pages that messages lead to, and on which codes are typed. */
  WEB_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  business: Business,
})

export type NotifyConfig = ServiceConfig &
  SendingConfig &
  ReturnType<typeof eventConfig> & {
    urls: Readonly<Record<'identity' | 'search' | 'chat', string>>
    vapid: Readonly<Record<'publicKey' | 'privateKey' | 'subject', string>>
    news: NewsConfig
    mail: Readonly<{ url: string | undefined; from: string; timeoutMs: number }>
    webOrigin: string
    providers: ProviderConfig
    callingCodes: readonly string[]
    sandboxRetentionMs: number
    sweepEveryMs: number
  }

/** In production nobody guesses where pages are, and mails go out, or notify does not start. */
function needed(
  variable: string,
  value: string | undefined,
  { isProduction, otherwise }: { isProduction: boolean; otherwise: string },
): string | undefined {
  if (value !== undefined || !isProduction) return value
  throw new Error(`${variable} is not set, and in production ${otherwise}. Set ${variable}.`)
}

/** @throws Error naming every missing or wrong value and where to set it */
export function readNotifyConfig(env: Env): NotifyConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  const isProduction = set.PROFILE === 'production'
  const providers = providerConfig(set, isProduction)
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
      ...business.mail,
      url: needed('SMTP_URL', set.SMTP_URL, {
        ...{ isProduction, otherwise: 'mails would reach nobody' },
      }),
    },
    webOrigin:
      needed('WEB_ORIGIN', set.WEB_ORIGIN, {
        ...{ isProduction, otherwise: 'messages would lead nowhere' },
      }) ?? `http://localhost:${portsAt(0).web.web}`,
    news: newsConfig(business.news, set.PROFILE),
    ...sendingConfig(business),
    providers,
    callingCodes: business.market.callingCodes,
    sandboxRetentionMs: business.sandbox.retentionMinutes * 60_000,
    sweepEveryMs: business.sweeps.everySeconds * 1_000,
  }
}
