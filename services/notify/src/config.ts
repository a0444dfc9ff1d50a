// Notify's configuration: business values from config/notify.yaml, addresses, secrets and the
// choice of providers from the environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  serviceConfig,
  type ServiceConfig,
  serviceSettings,
  retentionSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/notify.yaml', import.meta.url)

const Business = z.strictObject({
  market: z.strictObject({ callingCodes: z.array(z.string().regex(/^\+\d{1,3}$/)).min(1) }),
  sandbox: z.strictObject({ retentionMinutes: z.number().positive() }),
  sends: z.strictObject({
    retentionDays: z.number().positive(),
    providerTimeoutMs: z.int().positive(),
  }),
  sweeps: z.strictObject({ everySeconds: z.number().positive() }),
  ...retentionSettings,
})

/** The drivers that exist. A real one is added here, in outbound/ and in service.ts. */
export const PROVIDERS = ['sandbox'] as const
export type ProviderName = (typeof PROVIDERS)[number]

const Provider = z.enum(PROVIDERS).optional()

const Schema = z.object({
  ...serviceSettings('notify'),
  SMS_PROVIDER: Provider,
  WHATSAPP_PROVIDER: Provider,
  CALL_PROVIDER: Provider,
  business: Business,
})

export type NotifyConfig = ServiceConfig & {
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

/** @throws Error naming every missing or wrong value and where to set it */
export function readNotifyConfig(env: Env): NotifyConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  return {
    ...serviceConfig(set, business),
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
