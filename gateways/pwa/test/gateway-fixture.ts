// The web gateway alone: its own HTTP surface over fakes of the services it asks, each
// speaking real gRPC behind its real policy.
import type { Call } from '@pk-auto/grpc/call'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { manualClock, type ManualClock, systemClock } from '@pk-auto/kernel/clock'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { policyOf } from '@pk-auto/proto/policy'
import {
  CatalogueDefinition,
  type CatalogueServiceImplementation,
} from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ChatDefinition, type ChatServiceImplementation } from '@pk-auto/proto/pkauto/chat/v1/chat'
import {
  FraudDefinition,
  type FraudServiceImplementation,
} from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import {
  LeadsDefinition,
  type LeadsServiceImplementation,
} from '@pk-auto/proto/pkauto/leads/v1/leads'
import {
  MediaIqDefinition,
  type MediaIqServiceImplementation,
} from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import {
  NotifyDefinition,
  type NotifyServiceImplementation,
} from '@pk-auto/proto/pkauto/notify/v1/notify'
import {
  SearchDefinition,
  type SearchServiceImplementation,
} from '@pk-auto/proto/pkauto/search/v1/search'
import { testCredentials } from '@pk-auto/testing/credentials'
import { readPwaGatewayConfig, startPwaGateway, type PwaGatewayConfig } from '../src/service.ts'
import { fakeIdentity, type FakeIdentity } from './fake-identity.ts'
import { taxonomy } from './sample-facts.ts'

export type Asked = { method: string; request: unknown; call: Call }

export type GatewayFixture = AsyncDisposable & {
  port: number
  /** Where operators look. */
  internalPort: number
  /** Stops the gateway alone. */
  stop(): Promise<void>
  clock: ManualClock
  identity: FakeIdentity
  /** What each service answers; a test replaces what it needs. Methods without an answer fail. */
  catalogue: Partial<CatalogueServiceImplementation<Call>>
  search: Partial<SearchServiceImplementation<Call>>
  media: Partial<MediaIqServiceImplementation<Call>>
  notify: Partial<NotifyServiceImplementation<Call>>
  leads: Partial<LeadsServiceImplementation<Call>>
  chat: Partial<ChatServiceImplementation<Call>>
  fraud: Partial<FraudServiceImplementation<Call>>
  /** Every call that reached one of them but identity, oldest first. */
  asked: Asked[]
  lastAsked(method: string): Asked | undefined
}

type Handlers = { [method: string]: unknown }

/** Answers by what the test put there, and writes down what was asked. */
const answering = (answers: object, asked: Asked[]) =>
  new Proxy({} as Handlers, {
    get: (_, method: string) => async (request: unknown, call: Call) => {
      asked.push({ method, request, call })
      const answer = (answers as Handlers)[method]
      if (typeof answer !== 'function') throw new DomainError('unavailable', 'UNAVAILABLE')
      return (answer as (request: unknown, call: Call) => Promise<unknown>)(request, call)
    },
  })

export type FixtureOptions = { change?: Partial<PwaGatewayConfig>; redisUrl?: string }

export async function startGatewayFixture({
  change,
  redisUrl,
}: FixtureOptions = {}): Promise<GatewayFixture> {
  const clock = manualClock(new Date())
  const credentials = await testCredentials(clock)
  const of = (service: string) =>
    serviceCredentials({ service, secret: credentials.serviceSecret, clock: systemClock })
  const identity = fakeIdentity(credentials, clock)
  const asked: Asked[] = []
  const catalogue: GatewayFixture['catalogue'] = {
    getTaxonomy: async () => ({ unchanged: false, taxonomy }),
    getListingDetails: async () => ({ details: [] }),
  }
  const search: GatewayFixture['search'] = { getListingPages: async () => ({ pages: [] }) }
  const media: GatewayFixture['media'] = { getOwnMedia: async () => ({ media: [] }) }
  const notify: GatewayFixture['notify'] = {}
  const leads: GatewayFixture['leads'] = {}
  const chat: GatewayFixture['chat'] = {}
  const fraud: GatewayFixture['fraud'] = { hiddenListings: async () => ({ ids: [] }) }
  await using stack = new AsyncDisposableStack()
  const implementations = [
    implement(IdentityDefinition, identity.handlers),
    implement(
      CatalogueDefinition,
      answering(catalogue, asked) as unknown as CatalogueServiceImplementation<Call>,
    ),
    implement(
      SearchDefinition,
      answering(search, asked) as unknown as SearchServiceImplementation<Call>,
    ),
    implement(
      MediaIqDefinition,
      answering(media, asked) as unknown as MediaIqServiceImplementation<Call>,
    ),
    implement(ChatDefinition, answering(chat, asked) as unknown as ChatServiceImplementation<Call>),
    implement(
      FraudDefinition,
      answering(fraud, asked) as unknown as FraudServiceImplementation<Call>,
    ),
    implement(
      NotifyDefinition,
      answering(notify, asked) as unknown as NotifyServiceImplementation<Call>,
    ),
    implement(
      LeadsDefinition,
      answering(leads, asked) as unknown as LeadsServiceImplementation<Call>,
    ),
  ]
  const services = stack.use(
    await startGrpc({
      service: 'neighbours',
      port: 0,
      verifier: credentials.verifier,
      credentials: of('neighbours'),
      policyOf,
      implementations,
    }),
  )
  const address = `127.0.0.1:${services.port}`
  const config = readPwaGatewayConfig({
    PROFILE: 'development',
    SERVICE_SECRET: credentials.serviceSecret,
    COOKIE_SECRET: 'a cookie secret of this test and nothing else',
    WEB_ORIGINS: 'https://automart.pk',
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    ...Object.fromEntries(
      [
        ...['IDENTITY', 'CATALOGUE', 'SEARCH', 'MEDIA_IQ', 'NOTIFY'],
        ...['LEADS', 'CHAT', 'FRAUD'],
      ].map((name) => [`${name}_GRPC_URL`, address]),
    ),
  })
  const ports = { port: 0, internalPort: 0 }
  const gateway = stack.use(await startPwaGateway({ ...config, ...ports, ...change }, { clock }))
  const running = stack.move()
  return {
    ...{
      port: gateway.port,
      internalPort: gateway.internalPort,
      clock,
      identity,
      catalogue,
      search,
      media,
      notify,
      leads,
      chat,
      fraud,
      asked,
    },
    stop: async () => gateway[Symbol.asyncDispose](),
    lastAsked: (method) => asked.findLast((one) => one.method === method),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
