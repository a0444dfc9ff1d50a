// Catalogue alone on the real servers, with fakes of the two services it asks: identity for its
// keys, media-iq for the state of photos.
import { fileURLToPath } from 'node:url'
import { manualClock, type ManualClock } from '@pk-auto/kernel/clock'
import { connectGrpc, type Client } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { policyOf } from '@pk-auto/proto/policy'
import { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { MediaIqDefinition, MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { testCredentials, type TestCredentials } from '@pk-auto/testing/credentials'
import { testDatabase, type TestDatabase } from '@pk-auto/testing/database'
import { testTopicPrefix } from '@pk-auto/testing/names'
import { testTopics } from '@pk-auto/testing/topics'
import pg from 'pg'
import {
  readCatalogueConfig,
  startCatalogue,
  type CatalogueConfig,
  type RunningCatalogue,
} from '../src/service.ts'

export type CatalogueFixture = AsyncDisposable & {
  clock: ManualClock
  credentials: TestCredentials
  topicPrefix: string
  testDb: TestDatabase
  catalogue: RunningCatalogue
  client: Client<typeof CatalogueDefinition>
  admin: Client<typeof CatalogueAdminDefinition>
  /** What media-iq says of whose photo it may be. */
  photoStates: Map<string, MediaState>
  /** Behind the service's back, as the owner of the database. */
  rows<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
}

/** `roles` as in ROLES; default all. */
export async function startCatalogueFixture(
  servers: ServerUrls,
  more: { roles?: string; change?: Partial<CatalogueConfig> } = {},
): Promise<CatalogueFixture> {
  const clock = manualClock(new Date())
  const credentials = await testCredentials(clock)
  const topicPrefix = testTopicPrefix()
  const photoStates = new Map<string, MediaState>()
  await using stack = new AsyncDisposableStack()
  const migrations = fileURLToPath(new URL('../migrations', import.meta.url))
  const testDb = stack.use(
    await testDatabase({ serverUrl: servers.postgresUrl, service: 'catalogue', migrations }),
  )
  stack.use(
    await testTopics({
      brokers: servers.kafkaBrokers,
      topicPrefix,
      names: ['catalogue.listing.v1', 'catalogue.draft.v1', 'catalogue.taxonomy.v1'],
    }),
  )
  const owner = new pg.Client(testDb.ownerUrl)
  await owner.connect()
  stack.defer(() => owner.end())
  const of = (service: string) =>
    serviceCredentials({ service, secret: credentials.serviceSecret, clock })
  const notAsked = () => Promise.reject(new Error('not asked'))
  const media = (ids: readonly string[]) =>
    ids.flatMap((id) =>
      photoStates.has(id)
        ? [{ id, state: photoStates.get(id) ?? MediaState.MEDIA_STATE_REMOVED }]
        : [],
    )
  const implementations = [
    implement(MediaIqDefinition, {
      signUpload: notAsked,
      completeUpload: notAsked,
      getOwnMedia: async ({ ids }) => ({ media: media(ids) }),
    }),
    implement(
      { ...IdentityDefinition, methods: { getKeys: IdentityDefinition.methods.getKeys } },
      { getKeys: async () => ({ jwksJson: JSON.stringify(credentials.jwks) }) },
    ),
  ]
  const verifier = credentials.verifier
  const neighbours = stack.use(
    await startGrpc({
      service: 'identity',
      port: 0,
      verifier,
      credentials: of('identity'),
      policyOf,
      implementations,
    }),
  )
  const address = `127.0.0.1:${neighbours.port}`
  const config = readCatalogueConfig({
    PROFILE: 'test',
    ...(more.roles !== undefined && { ROLES: more.roles }),
    GRPC_PORT: '0',
    HTTP_PORT: '0',
    DATABASE_URL: testDb.url,
    KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    KAFKA_TOPIC_PREFIX: topicPrefix,
    SERVICE_SECRET: credentials.serviceSecret,
    IDENTITY_GRPC_URL: address,
    MEDIA_IQ_GRPC_URL: address,
  })
  const catalogue = stack.use(await startCatalogue({ ...config, ...more.change }, { clock }))
  const to = { address: `127.0.0.1:${catalogue.grpcPort}` }
  const client = stack.use(
    connectGrpc(CatalogueDefinition, {
      ...to,
      service: 'gateway-pwa',
      credentials: of('gateway-pwa'),
    }),
  )
  const admin = stack.use(
    connectGrpc(CatalogueAdminDefinition, {
      ...to,
      service: 'operator',
      credentials: of('operator'),
    }),
  )
  const running = stack.move()
  return {
    ...{ clock, credentials, topicPrefix, testDb, catalogue, client, admin, photoStates },
    rows: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
