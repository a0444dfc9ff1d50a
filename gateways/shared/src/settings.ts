// The settings every gateway has, named once: parts of a gateway's own schema, and what is made of
// them.
import { fileURLToPath } from 'node:url'
import { PROFILE, SECRET, serviceSecrets } from '@pk-auto/lifecycle/service-settings'
import { INTERNAL_ABOVE, portsAt, type Gateway } from '@pk-auto/lifecycle/ports'
import { z } from 'zod'
import { Brand } from './brand.ts'

const { gateways, web } = portsAt(0)
const FLAGS_FILE = fileURLToPath(new URL('../../../config/flags.json', import.meta.url))

/** To be spread into the schema of the gateway of this name. Lists are parted by commas. */
export const gatewaySettings = (name: Gateway) => ({
  PROFILE,
  /** Where everything of the process listens; an image sets 0.0.0.0. */
  HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().default(gateways[name]),
  /** Default: 1000 above HTTP_PORT; with HTTP_PORT 0 a free one. */
  INTERNAL_PORT: z.coerce.number().optional(),
  REDIS_URL: z.url().optional(),
  ...serviceSecrets,
  COOKIE_SECRET: SECRET,
  /** Origins of the pages that may change something with a visitor's cookie. */
  WEB_ORIGINS: z.string().optional(),
  /** Addresses or ranges of the balancers whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().optional(),
  MEDIA_BASE: z.string().default('/media'),
  /** Default: config/flags.json of this repository or image. */
  FLAGS_FILE: z.string().default(FLAGS_FILE),
})

const Bucket = z.strictObject({ capacity: z.int().positive(), perSeconds: z.number().positive() })

/** To be spread into the business values of a gateway. */
export const gatewayBusiness = {
  brands: z.array(Brand).min(1),
  limits: z.strictObject({
    ...{ otp: Bucket, writes: Bucket, personWrites: Bucket },
    ...{ clientErrors: Bucket, allClientErrors: Bucket },
  }),
}

export type Limit = { capacity: number; perMs: number }

export type GatewayConfig = {
  profile: z.infer<typeof PROFILE>
  host: string
  port: number
  internalPort: number
  redisUrl: string | undefined
  serviceSecret: string
  serviceSecretAlso: string | undefined
  cookieSecret: string
  /** Origins whose pages may send a visitor's cookie with a change. */
  webOrigins: readonly string[]
  /** Empty: nobody's. */
  trustedProxies: readonly string[]
  /** Put before `/{mediaId}/{size}.{format}`. */
  mediaBase: string
  /** Undefined: every flag has its default. */
  flagsFile: string | undefined
  brands: readonly Brand[]
  /**
   * Requests for codes, writes and reported errors per address; writes per person; and all errors
   * that pages report.
   */
  limits: Record<'otp' | 'writes' | 'personWrites' | 'clientErrors' | 'allClientErrors', Limit>
  /** While it stops, sockets are told to come back within this time. */
  goawayMs: number
}

type Set = z.infer<z.ZodObject<ReturnType<typeof gatewaySettings>>>
type Business = z.infer<z.ZodObject<typeof gatewayBusiness>>

const limitOf = ({ capacity, perSeconds }: z.infer<typeof Bucket>): Limit => ({
  capacity,
  perMs: perSeconds * 1_000,
})

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * What a developer's machine may be given and production must be: a list there is no safe default
 * for. @throws ConfigError in production without one
 */
function named(
  set: Set,
  variable: 'TRUSTED_PROXIES' | 'WEB_ORIGINS',
  { development, what }: { development: readonly string[]; what: string },
): readonly string[] {
  const text = set[variable]
  const list = listOf(text ?? '')
  if (set.PROFILE !== 'production') return text === undefined ? development : list
  if (list.length > 0) return list
  throw Object.assign(
    new Error(
      'The configuration is not complete:\n' +
        `  ${variable}: production names ${what}; set the environment variable ${variable}`,
    ),
    { name: 'ConfigError' },
  )
}

// A developer's web server forwards over loopback. In production nobody is believed by default: a
// gateway that counts every visitor as its balancer limits all of them together.
const trustedProxies = (set: Set) =>
  named(set, 'TRUSTED_PROXIES', { development: ['127.0.0.1', '::1'], what: 'its balancers' })

const webOrigins = (set: Set) =>
  named(set, 'WEB_ORIGINS', {
    development: ['localhost', '127.0.0.1'].map((host) => `http://${host}:${web.web}`),
    what: 'the origins of its pages',
  })

/** @throws ConfigError */
export const gatewayConfig = (set: Set, { brands, limits }: Business): GatewayConfig => ({
  profile: set.PROFILE,
  host: set.HOST,
  port: set.HTTP_PORT,
  internalPort: set.INTERNAL_PORT ?? (set.HTTP_PORT === 0 ? 0 : set.HTTP_PORT + INTERNAL_ABOVE),
  redisUrl: set.REDIS_URL,
  serviceSecret: set.SERVICE_SECRET,
  serviceSecretAlso: set.SERVICE_SECRET_ALSO,
  cookieSecret: set.COOKIE_SECRET,
  webOrigins: webOrigins(set),
  trustedProxies: trustedProxies(set),
  mediaBase: set.MEDIA_BASE,
  flagsFile: set.FLAGS_FILE,
  // A developer does not wait for a restart.
  goawayMs: set.PROFILE === 'production' ? 10_000 : 0,
  brands,
  limits: {
    otp: limitOf(limits.otp),
    writes: limitOf(limits.writes),
    personWrites: limitOf(limits.personWrites),
    clientErrors: limitOf(limits.clientErrors),
    allClientErrors: limitOf(limits.allClientErrors),
  },
})
