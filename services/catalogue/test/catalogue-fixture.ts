// Catalogue on the real servers, with fakes of the two services it calls: identity for its keys,
// media-iq for the states of photos.
import { fileURLToPath } from 'node:url'
import { mustBePerson, type Actor, type Person } from '@pk-auto/kernel/actor'
import { manualClock, type ManualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { CallOptions } from '@pk-auto/grpc/calling'
import { connectGrpc, type Client } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { policyOf } from '@pk-auto/proto/policy'
import { CatalogueDefinition, type OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { MediaIqDefinition, type MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { testCredentials, type TestCredentials } from '@pk-auto/testing/credentials'
import { testDatabase, type TestDatabase } from '@pk-auto/testing/database'
import { testTopicPrefix } from '@pk-auto/testing/names'
import { readTopic, testTopics } from '@pk-auto/testing/topics'
import pg from 'pg'
import type { ListingFacts } from '../src/domain/listing-facts.ts'
import {
  readCatalogueConfig,
  startCatalogue,
  type CatalogueConfig,
  type RunningCatalogue,
} from '../src/service.ts'
import { corolla, draftOf } from './corolla.ts'

type Command = { id: string; expectedVersion: number }

export type CatalogueFixture = AsyncDisposable & {
  clock: ManualClock
  credentials: TestCredentials
  topicPrefix: string
  testDb: TestDatabase
  catalogue: RunningCatalogue
  client: Client<typeof CatalogueDefinition>
  admin: Client<typeof CatalogueAdminDefinition>
  /** Makes media-iq know a photo of this person, or change its state; returns its id. */
  photoOf: (owner: Person, state: MediaState, id?: string) => string
  as: (person: Person) => Promise<{ actorToken: string }>
  keyed: (person: Person, key?: string) => Promise<CallOptions>
  create: (person: Person, facts?: ListingFacts) => Promise<Command>
  publishNew: (person: Person, facts?: ListingFacts) => Promise<Command>
  /** What stands on the topic of one listing. */
  eventsOf: (id: string) => Promise<ListingEvent[]>
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
  const media = fakeMedia()
  const implementations = [
    implement(MediaIqDefinition, {
      signUpload: notAsked,
      completeUpload: notAsked,
      getOwnMedia: async ({ ids }, { actor }) => ({ media: media.own(actor, ids) }),
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
    ...{ clock, credentials, topicPrefix, testDb, catalogue, client, admin },
    photoOf: media.photoOf,
    ...sellers(client, credentials),
    eventsOf: async (id) => {
      await catalogue.settled()
      const topic = `${topicPrefix}catalogue.listing.v1`
      const records = await readTopic({ brokers: servers.kafkaBrokers, topic })
      return records
        .filter((record) => record.key === id)
        .map((record) => ListingEvent.decode(record.value!))
    },
    rows: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** Like media-iq, it returns a person's own photos and nothing about anybody else's. */
function fakeMedia() {
  const photos = new Map<string, { owner: string; state: MediaState }>()
  return {
    photoOf: (owner: Person, state: MediaState, id: string = newId()): string => {
      photos.set(id, { owner: owner.personId, state })
      return id
    },
    own(actor: Actor, ids: readonly string[]) {
      const { personId } = mustBePerson(actor)
      return ids.flatMap((id) => {
        const photo = photos.get(id)
        return photo?.owner === personId ? [{ id, state: photo.state }] : []
      })
    },
  }
}

/** What sellers do, over the wire. */
function sellers(client: Client<typeof CatalogueDefinition>, credentials: TestCredentials) {
  const as = async (person: Person) => ({ actorToken: await credentials.tokenFor(person) })
  const keyed = async (person: Person, key = newId()) => ({
    ...(await as(person)),
    idempotency: { key },
  })
  const commandOf = ({ listing }: OwnListing): Command => ({
    id: listing!.id,
    expectedVersion: listing!.version,
  })
  const create = async (person: Person, facts: ListingFacts = corolla()) =>
    commandOf(await client.createListing({ draft: draftOf(facts) }, await keyed(person)))
  const publishNew = async (person: Person, facts?: ListingFacts) =>
    commandOf(await client.publishListing(await create(person, facts), await as(person)))
  return { as, keyed, create, publishNew }
}
