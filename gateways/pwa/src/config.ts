// The web gateway's configuration: brands and limits from config/gateway-pwa.yaml, addresses and
// secrets from the environment.
import { Brand } from '@pk-auto/gateway-shared/brand'
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import { grpcUrl, httpUrl, jwksUrlOf, PROFILE, SECRET } from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/gateway-pwa.yaml', import.meta.url)

const Bucket = z.strictObject({ capacity: z.int().positive(), perSeconds: z.number().positive() })
const Business = z.strictObject({
  brands: z.array(Brand).min(1),
  limits: z.strictObject({ otp: Bucket, writes: Bucket }),
})

const Schema = z.object({
  PROFILE,
  HTTP_PORT: z.coerce.number().default(8080),
  HOST: z.string().default('127.0.0.1'),
  REDIS_URL: z.url().optional(),
  SERVICE_SECRET: SECRET,
  COOKIE_SECRET: SECRET,
  WEB_ORIGINS: z.string().default('http://localhost:3000,http://127.0.0.1:3000'),
  TRUSTED_PROXIES: z.string().default('127.0.0.1,::1'),
  MEDIA_BASE: z.string().default('/media'),
  IDENTITY_GRPC_URL: grpcUrl('identity'),
  IDENTITY_HTTP_URL: httpUrl('identity'),
  CATALOGUE_GRPC_URL: grpcUrl('catalogue'),
  SEARCH_GRPC_URL: grpcUrl('search'),
  MEDIA_IQ_GRPC_URL: grpcUrl('media-iq'),
  NOTIFY_GRPC_URL: grpcUrl('notify'),
  business: Business,
})

export type Limit = { capacity: number; perMs: number }

export type PwaGatewayConfig = {
  profile: z.infer<typeof PROFILE>
  port: number
  host: string
  redisUrl: string | undefined
  serviceSecret: string
  cookieSecret: string
  /** Origins whose pages may send a visitor's cookie with a change. */
  webOrigins: readonly string[]
  trustedProxies: readonly string[]
  /** Put before `/{mediaId}/{size}.{format}`. */
  mediaBase: string
  jwksUrl: string
  urls: { identity: string; catalogue: string; search: string; media: string; notify: string }
  brands: readonly Brand[]
  limits: { otp: Limit; writes: Limit }
}

const limitOf = ({ capacity, perSeconds }: z.infer<typeof Bucket>): Limit => ({
  capacity,
  perMs: perSeconds * 1_000,
})

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readPwaGatewayConfig(env: Env): PwaGatewayConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  return {
    profile: set.PROFILE,
    port: set.HTTP_PORT,
    host: set.HOST,
    redisUrl: set.REDIS_URL,
    serviceSecret: set.SERVICE_SECRET,
    cookieSecret: set.COOKIE_SECRET,
    webOrigins: set.WEB_ORIGINS.split(','),
    trustedProxies: set.TRUSTED_PROXIES.split(','),
    mediaBase: set.MEDIA_BASE,
    jwksUrl: jwksUrlOf(set.IDENTITY_HTTP_URL),
    urls: {
      identity: set.IDENTITY_GRPC_URL,
      catalogue: set.CATALOGUE_GRPC_URL,
      search: set.SEARCH_GRPC_URL,
      media: set.MEDIA_IQ_GRPC_URL,
      notify: set.NOTIFY_GRPC_URL,
    },
    brands: business.brands,
    limits: { otp: limitOf(business.limits.otp), writes: limitOf(business.limits.writes) },
  }
}
