// What every test of one service on real servers needs: a database, topics, keys, people, and fakes
// of the services it asks.
import { connectGrpc, type Client } from '@pk-auto/grpc/client'
import type { ServiceDefinition } from '@pk-auto/grpc/definition'
import type { PolicyOf } from '@pk-auto/grpc/policy'
import { type Implemented, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import type { Person } from '@pk-auto/kernel/actor'
import { systemClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import pg from 'pg'
import { testCredentials } from './credentials.ts'
import { testDatabase } from './database.ts'
import { fakeJwks } from './fake-jwks.ts'
import { testTopicPrefix } from './names.ts'
import { testTopics } from './topics.ts'

export type ServiceFixture = Awaited<ReturnType<typeof serviceFixture>>

export type ServiceFixtureOptions = {
  readonly servers: ServerUrls
  readonly service: string
  /** The service's migrations folder. */
  readonly migrations: URL
  readonly policyOf: PolicyOf
  /** Topics it publishes or consumes, made under a prefix of this fixture. */
  readonly topics?: readonly string[]
}

const DEADLINE_MS = 10_000

/** Everything belongs to this fixture alone and goes with it. */
export async function serviceFixture(options: ServiceFixtureOptions) {
  const { servers, service, migrations, policyOf, topics = [] } = options
  await using stack = new AsyncDisposableStack()
  const testDb = stack.use(
    await testDatabase({
      serverUrl: servers.postgresUrl,
      service,
      migrations: migrations.pathname,
    }),
  )
  const topicPrefix = testTopicPrefix()
  const brokers = servers.kafkaBrokers
  stack.use(await testTopics({ brokers, topicPrefix, names: topics }))
  const credentials = await testCredentials()
  const identity = stack.use(await fakeJwks(credentials.jwks))
  const owner = stack.adopt(new pg.Pool({ connectionString: testDb.ownerUrl, max: 4 }), (pool) =>
    pool.end(),
  )
  const credentialsOf = (caller: string) =>
    serviceCredentials({
      service: caller,
      secret: credentials.serviceSecret,
      clock: systemClock,
    })
  const as = async (person: Person) => ({ actorToken: await credentials.tokenFor(person) })
  const running = stack.move()
  return {
    servers,
    topicPrefix,
    testDb,
    credentials,
    identity,
    /** What the service's configuration reads; a test adds what is special. */
    env: {
      PROFILE: 'test',
      GRPC_PORT: '0',
      HTTP_PORT: '0',
      DATABASE_URL: testDb.url,
      KAFKA_BROKERS: brokers.join(','),
      KAFKA_TOPIC_PREFIX: topicPrefix,
      IDENTITY_HTTP_URL: identity.url,
      SERVICE_SECRET: credentials.serviceSecret,
    },
    /** Behind the service's back, as the owner of the database: past every row policy. */
    rows: async <Row extends pg.QueryResultRow>(
      text: string,
      values: unknown[] = [],
    ): Promise<Row[]> => (await owner.query<Row>(text, values)).rows,
    /** A client of a started service, in the name of `caller`. */
    client: <Definition extends ServiceDefinition>(
      definition: Definition,
      started: { readonly grpcPort: number },
      caller = 'gateway-pwa',
    ): Client<Definition> =>
      running.use(
        connectGrpc(definition, {
          address: `127.0.0.1:${started.grpcPort}`,
          service: caller,
          credentials: credentialsOf(caller),
          defaultDeadlineMs: DEADLINE_MS,
        }),
      ),
    /** Serves fakes of other services; returns their one address. */
    async fakes(...implementations: readonly Implemented[]): Promise<string> {
      const server = running.use(
        await startGrpc({
          service: 'fakes',
          port: 0,
          verifier: credentials.verifier,
          credentials: credentialsOf('fakes'),
          policyOf,
          implementations,
        }),
      )
      return `127.0.0.1:${server.port}`
    },
    /** Goes with the fixture, before everything it was made on. */
    use: <Resource extends Disposable | AsyncDisposable>(resource: Resource): Resource =>
      running.use(resource),
    person: (more: Partial<Person> = {}): Person => credentials.person(more),
    /** Options of a call in the name of `person`. */
    as,
    /** The same with an idempotency key. */
    keyed: async (person: Person, key = newId()) => ({
      ...(await as(person)),
      idempotency: { key },
    }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
