// The composition root of the web gateway: who is asked, and which routes there are. It holds no
// rule and no data.
import { createHmac } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { createHttp } from '@pk-auto/http/create-http'
import { listenHttp } from '@pk-auto/http/listen'
import { rateLimit, type TakeToken } from '@pk-auto/http/rate-limit'
import { openRedis } from '@pk-auto/redis/redis'
import { connectClients } from './clients.ts'
import type { PwaGatewayConfig } from './config.ts'
import { authRoutes } from './routes/auth.ts'
import { developmentRoutes } from './routes/development.ts'
import { listingPageRoutes } from './routes/listing-page.ts'
import { meRoutes } from './routes/me.ts'
import { mediaRoutes } from './routes/media.ts'
import { ownListings } from '@pk-auto/gateway-shared/own-listing-view'
import { ownListingRoutes } from './routes/own-listings.ts'
import { searchRoutes } from './routes/search.ts'
import { taxonomyRoutes } from './routes/taxonomy.ts'
import { wellKnownRoutes } from './routes/well-known.ts'
import { actorTokens } from '@pk-auto/gateway-shared/session/actor-tokens'
import { checkOrigins } from '@pk-auto/gateway-shared/session/origin-check'
import { visitors as visitorsOf } from '@pk-auto/gateway-shared/session/visitor'
import { taxonomyCache } from '@pk-auto/gateway-shared/taxonomy-cache'
import { WORDS } from '@pk-auto/gateway-shared/sentences/sentences'

export { readPwaGatewayConfig, type PwaGatewayConfig } from './config.ts'

export type RunningPwaGateway = AsyncDisposable & {
  readonly name: 'gateway-pwa'
  readonly port: number
  ready(): Promise<boolean>
  settled(): Promise<void>
  openapi(): unknown
}

const BODY_LIMIT = 256 * 1024

export async function startPwaGateway(
  config: PwaGatewayConfig,
  overrides: { clock?: Clock } = {},
): Promise<RunningPwaGateway> {
  const service = 'gateway-pwa'
  const clock = overrides.clock ?? systemClock
  await using stack = new AsyncDisposableStack()
  const credentials = serviceCredentials({ service, secret: config.serviceSecret, clock })
  const clients = stack.use(connectClients(config, service, credentials))
  const redis =
    config.redisUrl === undefined
      ? undefined
      : stack.use(openRedis({ url: config.redisUrl, service }))
  const takeToken: TakeToken = redis
    ? (key, bucket) => redis.takeToken(key, bucket)
    : async () => 'unknown'

  const ready = async () => true
  const app = await createHttp({
    service,
    trustedProxies: config.trustedProxies,
    bodyLimit: BODY_LIMIT,
    openapi: {
      title: 'Automart web gateway',
      version: '1.0.0',
      description: 'What the web client of Automart.pk may ask.',
    },
    ready,
    words: WORDS,
  })
  await app.register(cookie)
  // Unless a route knows better: nothing personal and no token is ever kept on the way.
  app.addHook(
    'onRequest',
    async (_request, reply) => void reply.header('Cache-Control', 'no-store'),
  )
  checkOrigins(app, config.webOrigins)
  // An address is personal: the counters know it by a keyed hash.
  const keyOf = (request: FastifyRequest) =>
    createHmac('sha256', config.cookieSecret).update(request.ip).digest('base64url')
  app.addHook(
    'onRequest',
    onlyWrites(
      rateLimit({
        name: 'writes',
        ...config.limits.writes,
        keyOf,
        takeToken,
        whenUnknown: 'allow',
      }),
    ),
  )

  const tokens = actorTokens(clients.identity, clock)
  const visitors = visitorsOf({
    tokens,
    clock,
    cookieSecret: config.cookieSecret,
    secureCookies: config.profile === 'production',
  })
  const taxonomy = taxonomyCache(clients.catalogue, clock)
  const { mediaBase, brands } = config
  const own = ownListings(clients, taxonomy, mediaBase)
  // Identity keeps the counters of record and fails closed; this bucket is only a net in front of
  // it.
  const otpLimit = rateLimit({
    name: 'otp',
    ...config.limits.otp,
    keyOf,
    takeToken,
    whenUnknown: 'allow',
  })

  taxonomyRoutes(app, taxonomy)
  searchRoutes(app, clients, { brands, mediaBase })
  listingPageRoutes(app, { clients, visitors, own, mediaBase, brands })
  ownListingRoutes(app, { catalogue: clients.catalogue, visitors, own })
  mediaRoutes(app, clients, visitors)
  authRoutes(app, { identity: clients.identity, visitors, tokens, otpLimit })
  meRoutes(app, clients, visitors, taxonomy)
  wellKnownRoutes(app, clients)
  if (config.profile !== 'production') developmentRoutes(app, clients)

  const listening = stack.use(await listenHttp(app, { port: config.port, host: config.host }))
  const running = stack.move()
  return {
    name: service,
    port: listening.port,
    ready,
    settled: async () => undefined,
    openapi: () => app.swagger(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

const onlyWrites = (limit: ReturnType<typeof rateLimit>): ReturnType<typeof rateLimit> =>
  async function writesOnly(request, reply) {
    if (!READS.has(request.method)) await limit.call(this, request, reply)
  }
