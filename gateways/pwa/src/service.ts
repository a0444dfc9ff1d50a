// The composition root of the web gateway: who is asked, and which routes there are. It holds no
// rule and no data.
import { openGateway, type GatewayPorts } from '@pk-auto/gateway-shared/open-gateway'
import { hiddenFor, hiddenListings } from '@pk-auto/gateway-shared/session/hidden-listings'
import { openFlags } from '@pk-auto/gateway-shared/flags/open-flags'
import { ownListings } from '@pk-auto/gateway-shared/own-listing-view'
import { taxonomyCache } from '@pk-auto/gateway-shared/taxonomy-cache'
import { timedSends } from '@pk-auto/gateway-shared/timed-sends'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { openLive } from '@pk-auto/gateway-shared/live/open-live'
import { connectClients } from './clients.ts'
import { clientErrorRoutes } from './routes/client-errors.ts'
import type { PwaGatewayConfig } from './config.ts'
import { alertRoutes } from './routes/alerts.ts'
import { authRoutes } from './routes/auth.ts'
import { badgeRoutes } from './routes/talking/badges.ts'
import { emailRoutes, mailLinkRoutes } from './routes/notifying/email.ts'
import { attachmentRoutes } from './routes/talking/attachments.ts'
import { conversationRoutes } from './routes/talking/conversations.ts'
import { developmentRoutes } from './routes/development.ts'
import { leadRoutes } from './routes/leads/leads.ts'
import { favouriteRoutes } from './routes/favourites.ts'
import { listingPageRoutes } from './routes/listing-page.ts'
import { liveRoutes } from './routes/talking/live.ts'
import { meRoutes } from './routes/me.ts'
import { notificationRoutes } from './routes/notifying/notifications.ts'
import { offerRoutes } from './routes/leads/offers.ts'
import { mediaRoutes } from './routes/media.ts'
import { knowingRoutes } from './routes/talking/knowing.ts'
import { searchMessagesRoutes } from './routes/talking/search-messages.ts'
import { messageRoutes } from './routes/talking/messages.ts'
import { ownListingRoutes } from './routes/own-listings.ts'
import { revealPhoneRoutes } from './routes/leads/reveal-phone.ts'
import { peopleRoutes } from './routes/finding/people.ts'
import { reportRoutes } from './routes/reports.ts'
import { searchRoutes } from './routes/search.ts'
import { similarRoutes } from './routes/finding/similar.ts'
import { suggestRoutes } from './routes/finding/suggest.ts'
import { taxonomyRoutes } from './routes/taxonomy.ts'
import { wellKnownRoutes } from './routes/well-known.ts'

export { readPwaGatewayConfig, type PwaGatewayConfig } from './config.ts'

export type RunningPwaGateway = GatewayPorts & {
  readonly name: 'gateway-pwa'
  ready(): Promise<boolean>
  settled(): Promise<boolean>
  openapi(): unknown
}

const OPENAPI = {
  title: 'Automart web gateway',
  version: '1.0.0',
  description: 'What the web client of Automart.pk may ask.',
}

export async function startPwaGateway(
  config: PwaGatewayConfig,
  { clock = systemClock }: { clock?: Clock } = {},
): Promise<RunningPwaGateway> {
  const service = 'gateway-pwa'
  await using stack = new AsyncDisposableStack()
  // Always the machine's clock, whatever the business's is: others judge them by theirs.
  const credentials = serviceCredentials({
    ...{ service, secret: config.serviceSecret, also: config.serviceSecretAlso },
    clock: systemClock,
  })
  const clients = stack.use(connectClients(config, service, credentials))
  const { identity, catalogue, search } = clients
  const gateway = stack.use(
    await openGateway({ service, config, openapi: OPENAPI, identity, clock }),
  )
  const { app, visitors, tokens, otpLimit, redis } = gateway
  const live = stack.use(openLive(app, { ...clients, service, config, redis, clock }))
  const { mediaBase, brands } = config
  const flags = stack.use(await openFlags({ service, path: config.flagsFile }))
  const taxonomy = taxonomyCache(catalogue, clock)
  const own = ownListings(clients, taxonomy, mediaBase)

  taxonomyRoutes(app, taxonomy, catalogue)
  const hidden = hiddenListings(clients.fraud, clock, redis)
  const hides = { hiddenFor: hiddenFor(visitors, hidden) }
  searchRoutes(app, { clients, ...hides, brands, mediaBase })
  suggestRoutes(app, clients, { brands, ...hides })
  peopleRoutes(app, clients, brands)
  similarRoutes(app, clients, { brands, mediaBase, flags, visitors, ...hides })
  alertRoutes(app, { search, visitors, ...hides, mediaBase, brands })
  listingPageRoutes(app, { clients, visitors, own, mediaBase, brands })
  ownListingRoutes(app, { catalogue, visitors, own })
  leadRoutes(app, { clients, visitors, brands })
  offerRoutes(app, { clients, visitors, brands })
  revealPhoneRoutes(app, { clients, visitors, brands, webOrigin: config.webOrigins[0] ?? '' })
  favouriteRoutes(app, { clients, visitors, ...hides, taxonomy, mediaBase, brands })
  mediaRoutes(app, clients, visitors)
  authRoutes(app, { identity, visitors, tokens, otpLimit })
  meRoutes(app, clients, visitors, taxonomy)
  const talking = { clients, visitors, mediaBase, brands, seen: live.seen }
  conversationRoutes(app, talking)
  messageRoutes(app, clients, { visitors, timed: timedSends(service) })
  attachmentRoutes(app, { clients, visitors, mediaBase })
  knowingRoutes(app, talking)
  searchMessagesRoutes(app, talking)
  badgeRoutes(app, clients, visitors)
  notificationRoutes(app, clients, visitors)
  emailRoutes(app, clients, visitors)
  mailLinkRoutes(app, clients)
  reportRoutes(app, { clients, visitors, hidden })
  liveRoutes(app, live, visitors)
  clientErrorRoutes(app, service, gateway.clientErrorLimits)
  wellKnownRoutes(app, config.jwksUrl)
  if (config.profile !== 'production') developmentRoutes(app, clients)

  const ports = stack.use(await gateway.listen())
  const running = stack.move()
  return {
    ...{ name: service, port: ports.port, internalPort: ports.internalPort },
    ready: async () => true,
    settled: async () => true,
    openapi: () => app.swagger(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
