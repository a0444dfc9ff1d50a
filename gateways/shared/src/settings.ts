// The settings every gateway has, named once: parts of a gateway's own schema, and what is made of
// them.
import { PROFILE, SECRET } from '@pk-auto/lifecycle/service-settings'
import { INTERNAL_ABOVE, portsAt, type Gateway } from '@pk-auto/lifecycle/ports'
import { z } from 'zod'
import { Brand } from './brand.ts'

const { gateways } = portsAt(0)

/** To be spread into the schema of the gateway of this name. Lists are parted by commas. */
export const gatewaySettings = (name: Gateway) => ({
  PROFILE,
  /** Where everything of the process listens; an image sets 0.0.0.0. */
  HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().default(gateways[name]),
  /** Default: 1000 above HTTP_PORT; with HTTP_PORT 0 a free one. */
  INTERNAL_PORT: z.coerce.number().optional(),
  REDIS_URL: z.url().optional(),
  SERVICE_SECRET: SECRET,
  COOKIE_SECRET: SECRET,
  WEB_ORIGINS: z.string().default('http://localhost:3000,http://127.0.0.1:3000'),
  /** Addresses or ranges of the balancers whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().optional(),
  MEDIA_BASE: z.string().default('/media'),
})

const Bucket = z.strictObject({ capacity: z.int().positive(), perSeconds: z.number().positive() })

/** To be spread into the business values of a gateway. */
export const gatewayBusiness = {
  brands: z.array(Brand).min(1),
  limits: z.strictObject({ otp: Bucket, writes: Bucket, personWrites: Bucket }),
}

export type Limit = { capacity: number; perMs: number }

export type GatewayConfig = {
  profile: z.infer<typeof PROFILE>
  host: string
  port: number
  internalPort: number
  redisUrl: string | undefined
  serviceSecret: string
  cookieSecret: string
  /** Origins whose pages may send a visitor's cookie with a change. */
  webOrigins: readonly string[]
  /** Empty: nobody's. */
  trustedProxies: readonly string[]
  /** Put before `/{mediaId}/{size}.{format}`. */
  mediaBase: string
  brands: readonly Brand[]
  /** Requests for codes and writes, both per address; and writes per person. */
  limits: { otp: Limit; writes: Limit; personWrites: Limit }
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
 * A developer's web server forwards over loopback. In production nobody is believed by default: a
 * gateway that counts every visitor as its balancer limits all of them together.
 * @throws ConfigError in production without one
 */
function trustedProxies({ PROFILE: profile, TRUSTED_PROXIES: text }: Set): string[] {
  if (profile !== 'production') return listOf(text ?? '127.0.0.1,::1')
  const named = listOf(text ?? '')
  if (named.length > 0) return named
  throw Object.assign(
    new Error(
      'The configuration is not complete:\n' +
        '  TRUSTED_PROXIES: production names its balancers; ' +
        'set the environment variable TRUSTED_PROXIES',
    ),
    { name: 'ConfigError' },
  )
}

/** @throws ConfigError */
export const gatewayConfig = (set: Set, { brands, limits }: Business): GatewayConfig => ({
  profile: set.PROFILE,
  host: set.HOST,
  port: set.HTTP_PORT,
  internalPort: set.INTERNAL_PORT ?? (set.HTTP_PORT === 0 ? 0 : set.HTTP_PORT + INTERNAL_ABOVE),
  redisUrl: set.REDIS_URL,
  serviceSecret: set.SERVICE_SECRET,
  cookieSecret: set.COOKIE_SECRET,
  webOrigins: listOf(set.WEB_ORIGINS),
  trustedProxies: trustedProxies(set),
  mediaBase: set.MEDIA_BASE,
  brands,
  limits: {
    otp: limitOf(limits.otp),
    writes: limitOf(limits.writes),
    personWrites: limitOf(limits.personWrites),
  },
})
