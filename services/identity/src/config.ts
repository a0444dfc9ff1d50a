// Identity's configuration: business values from config/identity.yaml, addresses and secrets from
// the environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  type EventConfig,
  eventSettings,
  grpcUrl,
  SECRET,
  serviceConfig,
  type ServiceConfig,
  serviceSettings,
  retentionSettings,
} from '@pk-auto/lifecycle/service-settings'
import type { JWK } from 'jose'
import { z } from 'zod'
import type { EmailLimits } from './domain/email/email.ts'
import type { Cap } from './domain/limits/cap.ts'
import type { SendCaps } from './domain/limits/counter.ts'

const YAML = new URL('../../../config/identity.yaml', import.meta.url)

const MaybeCaps = z.array(
  z.strictObject({ max: z.int().positive(), minutes: z.number().positive() }),
)
const Caps = MaybeCaps.min(1)

const Business = z.strictObject({
  market: z.strictObject({
    name: z.string().min(1),
    callingCodes: z.array(z.string().regex(/^\+\d{1,3}$/)).min(1),
  }),
  otp: z.strictObject({
    codeMinutes: z.int().positive().max(10),
    triesPerCode: z.int().positive().max(10),
    resendAfterSeconds: z.tuple([z.int().positive()], z.int().positive()),
    sendRetrySeconds: z.int().positive(),
    sendTimeoutMs: z.int().positive(),
    provenDeviceDays: z.int().positive(),
    caps: z.strictObject({
      perNumber: Caps,
      perNumberOnProvenDevice: Caps,
      perPrefix: Caps,
      perNetwork: Caps,
      perDevice: Caps,
      inAll: Caps,
    }),
    developmentCaps: z.strictObject({
      perPrefix: MaybeCaps,
      perNetwork: MaybeCaps,
      inAll: MaybeCaps,
    }),
  }),
  email: z.strictObject({
    proofHours: z.number().positive(),
    againAfterSeconds: z.int().positive(),
    maxPerDay: z.int().positive(),
  }),
  sessions: z.strictObject({
    accessMinutes: z.number().positive(),
    refreshDays: z.number().positive(),
  }),
  terms: z.strictObject({ version: z.string().min(1) }),
  sweeps: z.strictObject({ everySeconds: z.number().positive() }),
  ...retentionSettings,
})

const Key = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'needs 32 bytes in base64url')
const Jwk = z.string().transform((text, context): JWK => {
  try {
    return JSON.parse(text) as JWK
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a JSON Web Key' })
    return z.NEVER
  }
})

const Settings = z.object({
  ...serviceSettings('identity'),
  ...eventSettings,
  NOTIFY_GRPC_URL: grpcUrl('notify'),
  /**
   * Secret under which codes are hashed. May change at any time: only codes under way stop working.
   */
  OTP_PEPPER: SECRET,
  /** Private Ed25519 JWK with a `kid` that signs actor tokens. */
  ACTOR_KEY: Jwk,
  /** The key that signs next, published now so that services know it before its first token. */
  ACTOR_KEY_NEXT: Jwk.optional(),
  /** `id:key,id:key`: the first seals phone numbers, all of them open. */
  PHONE_KEYS: z.string().transform((text, context) =>
    text.split(',').map((entry) => {
      const [id = '', key = ''] = entry.trim().split(':')
      if (!/^[\w-]{1,40}$/.test(id) || !Key.safeParse(key).success)
        context.addIssue({
          code: 'custom',
          message: 'needs entries id:key, each key 32 bytes in base64url',
        })
      return { id, key }
    }),
  ),
  /** Finds people by number: it must never change. */
  PHONE_INDEX_KEY: Key,
  /** Which caps of the YAML file hold; without it, those of the profile. */
  OTP_CAPS: z.enum(['production', 'development']).optional(),
  business: Business,
})
const Schema = Settings.refine(
  ({ PROFILE, OTP_CAPS }) => PROFILE !== 'production' || OTP_CAPS !== 'development',
  { path: ['OTP_CAPS'], message: 'must not be development in production' },
)

export type IdentityConfig = ServiceConfig &
  EventConfig & {
    notifyUrl: string
    otpPepper: string
    /** The first signs; all are published. */
    actorKeys: readonly JWK[]
    /** 32 bytes each; the first seals. */
    phoneKeys: readonly { id: string; bytes: Uint8Array }[]
    phoneIndexKey: Uint8Array
    market: string
    callingCodes: readonly string[]
    otp: {
      codeMinutes: number
      maxTries: number
      sendRetryMs: number
      sendTimeoutMs: number
      provenDeviceMs: number
      caps: SendCaps
    }
    emailLimits: EmailLimits
    lifetimes: { accessMs: number; refreshMs: number }
    termsVersion: string
    sweepEveryMs: number
  }

const MINUTE_MS = 60_000
const bytesOf = (key: string): Uint8Array => Buffer.from(key, 'base64url')
const DAY_MS = 24 * 60 * MINUTE_MS
const capsOf = (caps: z.infer<typeof MaybeCaps>): Cap[] =>
  caps.map(({ max, minutes }) => ({ max, perMs: minutes * MINUTE_MS }))

function sendCapsOf({ PROFILE, OTP_CAPS, business }: z.infer<typeof Settings>): SendCaps {
  const { otp } = business
  const isStrict = (OTP_CAPS ?? PROFILE) === 'production'
  const [first, ...further] = otp.resendAfterSeconds
  const caps = isStrict ? otp.caps : { ...otp.caps, ...otp.developmentCaps }
  return {
    number: capsOf(caps.perNumber),
    provenNumber: capsOf(caps.perNumberOnProvenDevice),
    prefix: capsOf(caps.perPrefix),
    network: capsOf(caps.perNetwork),
    device: capsOf(caps.perDevice),
    all: capsOf(caps.inAll),
    cooldowns: [first * 1_000, ...further.map((seconds) => seconds * 1_000)],
  }
}

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readIdentityConfig(env: Env): IdentityConfig {
  const set = loadConfig(Schema, { yamlFile: YAML, env })
  const { business } = set
  const { otp, email, sessions } = business
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    notifyUrl: set.NOTIFY_GRPC_URL,
    otpPepper: set.OTP_PEPPER,
    actorKeys: [set.ACTOR_KEY, ...(set.ACTOR_KEY_NEXT ? [set.ACTOR_KEY_NEXT] : [])],
    phoneKeys: set.PHONE_KEYS.map(({ id, key }) => ({ id, bytes: bytesOf(key) })),
    phoneIndexKey: bytesOf(set.PHONE_INDEX_KEY),
    market: business.market.name,
    callingCodes: business.market.callingCodes,
    otp: {
      codeMinutes: otp.codeMinutes,
      maxTries: otp.triesPerCode,
      sendRetryMs: otp.sendRetrySeconds * 1_000,
      sendTimeoutMs: otp.sendTimeoutMs,
      provenDeviceMs: otp.provenDeviceDays * DAY_MS,
      caps: sendCapsOf(set),
    },
    emailLimits: {
      proofMs: email.proofHours * 60 * MINUTE_MS,
      againAfterMs: email.againAfterSeconds * 1_000,
      mostADay: email.maxPerDay,
    },
    lifetimes: {
      accessMs: sessions.accessMinutes * MINUTE_MS,
      refreshMs: sessions.refreshDays * DAY_MS,
    },
    termsVersion: business.terms.version,
    sweepEveryMs: business.sweeps.everySeconds * 1_000,
  }
}
