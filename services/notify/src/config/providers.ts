// The providers of each channel and what each of them needs, from the environment. In production
// nothing may be swallowed: each channel needs one that really sends.
import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import type { Channel } from '../domain/message.ts'
import type { MetaSettings } from '../outbound/providers/meta-provider.ts'
import type { TwilioSettings } from '../outbound/providers/twilio-provider.ts'
import type { VonageSettings } from '../outbound/providers/vonage-provider.ts'

/** The drivers that exist, by channel. A new one: a file in outbound/providers, and a name here. */
export const DRIVERS = {
  sms: ['sandbox', 'twilio', 'vonage'],
  whatsapp: ['sandbox', 'meta'],
  call: ['sandbox', 'twilio'],
} as const satisfies Record<Channel, readonly string[]>
export type DriverName = (typeof DRIVERS)[Channel][number]

const list = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(names)).min(1))
    .refine((chosen) => new Set(chosen).size === chosen.length, 'names a provider twice')
    .optional()

/** One or two, comma-separated: a new secret is added before the old one is taken away. */
const secrets = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().min(16, 'needs 16 characters at least')).min(1).max(2))
  .optional()

const text = z.string().min(1).optional()

/** PEM; its line ends may be written as `\n`, since few places let a variable have lines. */
const privateKey = z
  .string()
  .transform((pem, context) => {
    try {
      const key = createPrivateKey(pem.replaceAll('\\n', '\n'))
      if (key.asymmetricKeyType === 'rsa') return key
    } catch {
      // Said below, without a word of the key.
    }
    context.addIssue({ code: 'custom', message: 'is not an RSA private key in PEM' })
    return z.NEVER
  })
  .optional()

export const providerSettings = {
  SMS_PROVIDER: list(DRIVERS.sms),
  WHATSAPP_PROVIDER: list(DRIVERS.whatsapp),
  CALL_PROVIDER: list(DRIVERS.call),
  /** Origin under which providers reach `/hooks/notify/*`: part of what Twilio signs. */
  HOOKS_URL: z
    .url()
    .transform((url) => new URL(url).origin)
    .optional(),
  TWILIO_URL: z.url().default('https://api.twilio.com'),
  TWILIO_ACCOUNT_SID: text,
  TWILIO_AUTH_TOKEN: text,
  TWILIO_SMS_FROM: text,
  TWILIO_CALL_FROM: text,
  /** Without it the token above signs receipts. */
  TWILIO_HOOK_SECRETS: secrets,
  VONAGE_URL: z.url().default('https://api.nexmo.com'),
  VONAGE_APPLICATION_ID: text,
  VONAGE_PRIVATE_KEY: privateKey,
  VONAGE_FROM: text,
  VONAGE_HOOK_SECRETS: secrets,
  META_URL: z.url().default('https://graph.facebook.com/v23.0'),
  META_PHONE_NUMBER_ID: text,
  META_ACCESS_TOKEN: text,
  META_APP_SECRETS: secrets,
  /** What Meta repeats when the address of receipts is entered in its console. */
  META_VERIFY_TOKEN: text,
}

type Set = z.infer<z.ZodObject<typeof providerSettings>>

export type ProviderConfig = {
  readonly order: Readonly<Record<Channel, readonly DriverName[]>>
  readonly hooksUrl: string
  readonly twilio: (TwilioSettings & { hookSecrets: readonly string[] }) | undefined
  readonly vonage: (VonageSettings & { hookSecrets: readonly string[] }) | undefined
  readonly meta:
    | (MetaSettings & { hookSecrets: readonly string[]; verifyToken: string })
    | undefined
}

const VARIABLES = {
  sms: 'SMS_PROVIDER',
  whatsapp: 'WHATSAPP_PROVIDER',
  call: 'CALL_PROVIDER',
} as const satisfies Record<Channel, keyof Set>

function orderOf(set: Set, channel: Channel, isProduction: boolean): readonly DriverName[] {
  const chosen = set[VARIABLES[channel]]
  if (!isProduction) return chosen ?? ['sandbox']
  if (chosen && !chosen.some((name) => name === 'sandbox')) return chosen
  const variable = VARIABLES[channel]
  throw new Error(
    `${variable} names no provider that really sends, and in production ` +
      `(PROFILE=production) codes would reach nobody. ` +
      `Set ${variable} to a provider, or PROFILE to development or test to use the sandbox.`,
  )
}

/** @throws Error naming every variable that a chosen provider lacks */
export function providerConfig(set: Set, isProduction: boolean): ProviderConfig {
  const order = {
    sms: orderOf(set, 'sms', isProduction),
    whatsapp: orderOf(set, 'whatsapp', isProduction),
    call: orderOf(set, 'call', isProduction),
  }
  const chosen = new Set<string>(Object.values(order).flat())
  const missing: string[] = []
  const need = <Name extends keyof Set>(name: Name, isNeeded = true) => {
    const value = set[name]
    if (value === undefined && isNeeded) missing.push(name)
    return value as NonNullable<Set[Name]>
  }
  const uses = (driver: string, channel: Channel) => order[channel].some((name) => name === driver)
  const config: ProviderConfig = {
    order,
    hooksUrl: need('HOOKS_URL', chosen.size > 1 || !chosen.has('sandbox')),
    twilio: chosen.has('twilio')
      ? {
          url: set.TWILIO_URL,
          accountSid: need('TWILIO_ACCOUNT_SID'),
          authToken: need('TWILIO_AUTH_TOKEN'),
          smsFrom: need('TWILIO_SMS_FROM', uses('twilio', 'sms')),
          callFrom: need('TWILIO_CALL_FROM', uses('twilio', 'call')),
          hookSecrets: set.TWILIO_HOOK_SECRETS ?? [need('TWILIO_AUTH_TOKEN', false)],
        }
      : undefined,
    vonage: chosen.has('vonage')
      ? {
          url: set.VONAGE_URL,
          applicationId: need('VONAGE_APPLICATION_ID'),
          privateKey: need('VONAGE_PRIVATE_KEY'),
          from: need('VONAGE_FROM'),
          hookSecrets: need('VONAGE_HOOK_SECRETS'),
        }
      : undefined,
    meta: chosen.has('meta')
      ? {
          url: set.META_URL,
          phoneNumberId: need('META_PHONE_NUMBER_ID'),
          accessToken: need('META_ACCESS_TOKEN'),
          hookSecrets: need('META_APP_SECRETS'),
          verifyToken: need('META_VERIFY_TOKEN'),
        }
      : undefined,
  }
  if (missing.length > 0)
    throw new Error(`The chosen providers lack ${missing.join(', ')}: set them.`)
  return config
}
