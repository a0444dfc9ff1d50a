// media-iq on the real servers, with people who upload: a database, a bucket and topics of its own.
import { createHash } from 'node:crypto'
import type { Person } from '@pk-auto/kernel/actor'
import { type Clock, systemClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openObjects } from '@pk-auto/objects/objects'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { MediaIqAdminDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import { policyOf } from '@pk-auto/proto/policy'
import { CONVERSATIONS, DRAFTS, LISTINGS, MEDIA, PEOPLE } from '@pk-auto/proto/topics'
import { testBucket } from '@pk-auto/testing/names'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
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
  const servers = inject('servers')
  const fixture = await serviceFixture({
    servers,
    service: 'media-iq',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: [LISTINGS, DRAFTS, MEDIA, CONVERSATIONS, PEOPLE].map(({ name }) => name),
  })
  const bucket = testBucket()
  const stack = fixture.use(new AsyncDisposableStack())
  const objects = stack.use(openObjects({ ...servers.s3, bucket, service: 'test' }))
  await objects.ensureBucket()
  stack.defer(async () => {
    for await (const { key } of objects.list('')) await objects.remove([key])
  })
  const rows = stack.adopt(
    new pg.Pool({ connectionString: fixture.testDb.ownerUrl, max: 2 }),
    (pool) => pool.end(),
  )
  const env = {
    ...fixture.env,
    REDIS_URL: servers.redisUrl,
    S3_ENDPOINT: servers.s3.endpoint,
    S3_ACCESS_KEY: servers.s3.accessKey,
    S3_SECRET_KEY: servers.s3.secretKey,
    S3_BUCKET: bucket,
  }
  const config: MediaIqConfig = { ...readMediaIqConfig(env), ...more }
  return {
    env,
    config,
    objects,
    rows,
    topicPrefix: fixture.topicPrefix,
    testDb: fixture.testDb,
    person: () => fixture.person(),
    /** Starts a service on this fixture; what it is given here goes before the fixture's own. */
    async start(overrides: Partial<MediaIqConfig> & { clock?: Clock } = {}) {
      const { clock: at = clock, ...other } = overrides
      await using parts = new AsyncDisposableStack()
      const service = parts.use(await startMediaIq({ ...config, ...other }, { clock: at }))
      const media = fixture.client(MediaIqDefinition, service)
      const chat = fixture.client(MediaIqDefinition, service, 'chat')
      const admin = fixture.client(MediaIqAdminDefinition, service, 'operator')
      const running = parts.move()
      const tokenOf = fixture.as

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
        ...{ admin, chat, gateway: media },
        sign,
        complete,
        own,
        announce,
        /** Signs and sends the bytes as a browser does; the store must take them. */
        async send(
          person: Person,
          bytes: Buffer,
          contentType = 'image/jpeg',
          purpose = 'listing-photo',
        ): Promise<string> {
          const asked = { ...announce(bytes, contentType), purpose }
          const { mediaId, method, url, headers } = await sign(person, asked)
          const answer = await fetch(url, { method, headers, body: new Uint8Array(bytes) })
          if (!answer.ok)
            throw new Error(`the store answered ${answer.status}: ${await answer.text()}`)
          return mediaId
        },
        /** A file of a picture as anybody gets it. */
        fetchFile: (mediaId: string, name: string, headers: Record<string, string> = {}) =>
          fetch(`http://127.0.0.1:${service.httpPort}/media/${mediaId}/${name}`, { headers }),
        [Symbol.asyncDispose]: () => running.disposeAsync(),
      }
    },
    [Symbol.asyncDispose]: fixture[Symbol.asyncDispose],
  }
}
