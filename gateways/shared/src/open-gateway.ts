// What every gateway is before its routes: an app behind our edge rules, who its visitors are, and
// two ports.
import cookie from '@fastify/cookie'
import type { Client } from '@pk-auto/grpc/client'
import { compressShared } from '@pk-auto/http/answers/compression'
import { createHttp, type Http, type HttpSettings } from '@pk-auto/http/create-http'
import { openInternalHttp } from '@pk-auto/http/internal-http'
import { listenHttp } from '@pk-auto/http/listen'
import { addOpenapiRoute } from '@pk-auto/http/operations-routes'
import type { Clock } from '@pk-auto/kernel/clock'
import { showRoles } from '@pk-auto/lifecycle/roles'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { openRedis, type Redis } from '@pk-auto/redis/redis'
import type { TakeToken } from '@pk-auto/http/limits/rate-limit'
import { gatewayLimits, type Limits } from './limits.ts'
import { WORDS } from './sentences/sentences.ts'
import { actorTokens, type ActorTokens } from './session/actor-tokens.ts'
import { checkOrigins } from './session/origin-check.ts'
import { cookieNames, visitors, type Visitors } from './session/visitor.ts'
import type { GatewayConfig } from './settings.ts'

export type GatewaySettings = {
  service: string
  config: GatewayConfig
  openapi: HttpSettings['openapi']
  identity: Pick<Client<typeof IdentityDefinition>, 'issueActorToken' | 'refreshSession'>
  clock: Clock
}

export type GatewayPorts = AsyncDisposable & {
  readonly port: number
  readonly internalPort: number
}

export type OpenGateway = AsyncDisposable & {
  app: Http
  visitors: Visitors
  tokens: ActorTokens
  otpLimit: Limits['otpLimit']
  clientErrorLimits: Limits['clientErrorLimits']
  redis: Redis | undefined
  /**
   * Once all routes stand. Disposing: not ready, then the public port drains and closes, then the
   * internal one.
   */
  listen(): Promise<GatewayPorts>
}

const BODY_LIMIT = 256 * 1024

export async function openGateway({
  service,
  config,
  openapi,
  identity,
  clock,
}: GatewaySettings): Promise<OpenGateway> {
  await using stack = new AsyncDisposableStack()
  const { profile, redisUrl, host, cookieSecret } = config
  const isProduction = profile === 'production'
  const redis =
    redisUrl === undefined ? undefined : stack.use(openRedis({ url: redisUrl, service }))
  const takeToken: TakeToken = async (key, bucket) =>
    redis ? redis.takeToken(key, bucket) : 'unknown'
  const limits = gatewayLimits(config, takeToken, clock)
  const app = await createHttp({
    ...{ service, trustedProxies: config.trustedProxies },
    openapi: { ...openapi, sessionCookie: cookieNames(isProduction).session },
    bodyLimit: BODY_LIMIT,
    words: WORDS,
  })
  await app.register(cookie)
  await compressShared(app)
  // Unless a route knows better: nothing personal and no token is ever stored on the way.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('Cache-Control', 'no-store')
    done()
  })
  checkOrigins(app, config.webOrigins)
  limits.limitWrites(app)
  if (!isProduction) addOpenapiRoute(app)

  const tokens = actorTokens(identity, clock)
  const anyone = visitors({ tokens, clock, cookieSecret, secureCookies: isProduction })
  const held = stack.move()
  return {
    ...{ app, redis, tokens, visitors: limits.withQuota(anyone), otpLimit: limits.otpLimit },
    clientErrorLimits: limits.clientErrorLimits,
    async listen() {
      await using opened = new AsyncDisposableStack()
      opened.use(showRoles(service, ['api']))
      const internal = opened.use(
        await openInternalHttp({
          ...{ service, host, port: config.internalPort },
          // The internal port opens first: nobody is sent to a public one that is still closed.
          ready: async () => app.server.listening && !app.isDraining(),
          routes: (operations) => addOpenapiRoute(operations, app),
        }),
      )
      const listening = opened.use(await listenHttp(app, { port: config.port, host }))
      const running = opened.move()
      return {
        port: listening.port,
        internalPort: internal.port,
        [Symbol.asyncDispose]: () => running.disposeAsync(),
      }
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
