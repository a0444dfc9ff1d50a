// media-iq on the real servers, with people who upload: a database, a bucket and topics of its own.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { connectGrpc } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import type { Person } from '@pk-auto/kernel/actor'
import { type Clock, systemClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openObjects } from '@pk-auto/objects/objects'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { MediaIqAdminDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { testBucket, testTopicPrefix } from '@pk-auto/testing/names'
import { testTopics } from '@pk-auto/testing/topics'
import pg from 'pg'
import { inject } from 'vitest'
import { type MediaIqConfig, readMediaIqConfig, startMediaIq } from '../src/service.ts'

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** Servers, names and keys; services are started on it by `start`, as many as a test likes. */
export async function mediaFixture({
  clock = systemClock,
  ...more
}: { clock?: Clock } & Partial<MediaIqConfig> = {}) {
  await using stack = new AsyncDisposableStack()
  const servers = inject('servers')
  const topicPrefix = testTopicPrefix()
  const bucket = testBucket()
  const database = stack.use(
    await testDatabase({
      serverUrl: servers.postgresUrl,
      service: 'media-iq',
      migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
    }),
  )
  stack.use(
    await testTopics({
      brokers: servers.kafkaBrokers,
      topicPrefix,
      names: ['catalogue.listing.v1', 'catalogue.draft.v1', 'media-iq.media.v1'],
    }),
  )
  const objects = stack.use(openObjects({ ...servers.s3, bucket, service: 'test' }))
  await objects.ensureBucket()
  stack.defer(async () => {
    for await (const { key } of objects.list('')) await objects.remove([key])
  })
  const rows = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  stack.defer(() => rows.end())
  const credentials = await testCredentials(clock)
  const env = {
    PROFILE: 'test',
    GRPC_PORT: '0',
    HTTP_PORT: '0',
    MEDIA_PORT: '0',
    DATABASE_URL: database.url,
    KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    KAFKA_TOPIC_PREFIX: topicPrefix,
    REDIS_URL: servers.redisUrl,
    S3_ENDPOINT: servers.s3.endpoint,
    S3_ACCESS_KEY: servers.s3.accessKey,
    S3_SECRET_KEY: servers.s3.secretKey,
    S3_BUCKET: bucket,
    SERVICE_SECRET: credentials.serviceSecret,
  }
  const config: MediaIqConfig = { ...readMediaIqConfig(env), ...more }
  const caller = (service: string) =>
    serviceCredentials({ service, secret: credentials.serviceSecret, clock })
  const held = stack.move()

  return {
    env,
    config,
    objects,
    rows,
    topicPrefix,
    person: () => credentials.person(),
    /** Starts a service on this world; what it was given here goes before the world's own. */
    async start(overrides: Partial<MediaIqConfig> & { clock?: Clock } = {}) {
      const { clock: at = clock, ...other } = overrides
      await using parts = new AsyncDisposableStack()
      const service = parts.use(
        await startMediaIq({ ...config, ...other }, { clock: at, verifier: credentials.verifier }),
      )
      const address = `127.0.0.1:${service.grpcPort}`
      const media = parts.use(
        connectGrpc(MediaIqDefinition, {
          address,
          service: 'gateway-pwa',
          credentials: caller('gateway-pwa'),
          defaultDeadlineMs: 10_000,
        }),
      )
      const admin = parts.use(
        connectGrpc(MediaIqAdminDefinition, {
          address,
          service: 'operator',
          credentials: caller('operator'),
          defaultDeadlineMs: 10_000,
        }),
      )
      const running = parts.move()
      const tokenOf = async (person: Person) => ({ actorToken: await credentials.tokenFor(person) })

      const sign = async (
        person: Person,
        asked: { contentType: string; bytes: bigint; sha256: string; purpose?: string },
        key = newId(),
      ) =>
        media.signUpload(
          { purpose: 'listing-photo', ...asked },
          {
            ...(await tokenOf(person)),
            idempotency: { key },
          },
        )
      const complete = async (person: Person, mediaId: string) =>
        media.completeUpload({ mediaId }, await tokenOf(person))
      const own = async (person: Person, ...ids: string[]) =>
        (await media.getOwnMedia({ ids }, await tokenOf(person))).media
      const announce = (bytes: Uint8Array, contentType = 'image/jpeg') => ({
        contentType,
        bytes: BigInt(bytes.length),
        sha256: sha256Of(bytes),
      })
      return {
        ...service,
        admin,
        sign,
        complete,
        own,
        announce,
        /** Signs and sends the bytes as a browser does; the store must take them. */
        async send(person: Person, bytes: Buffer, contentType = 'image/jpeg'): Promise<string> {
          const { mediaId, method, url, headers } = await sign(person, announce(bytes, contentType))
          const answer = await fetch(url, { method, headers, body: new Uint8Array(bytes) })
          if (!answer.ok)
            throw new Error(`the store answered ${answer.status}: ${await answer.text()}`)
          return mediaId
        },
        /** A file of a picture as the world gets it. */
        fetchFile: (mediaId: string, name: string, headers: Record<string, string> = {}) =>
          fetch(`http://127.0.0.1:${service.mediaPort}/media/${mediaId}/${name}`, { headers }),
        [Symbol.asyncDispose]: () => running.disposeAsync(),
      }
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
