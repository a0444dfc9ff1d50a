// The composition root of media-iq: every `new`, one visible list of verbs, of answers and of
// background work.
import { actorVerifier, type ActorVerifier } from '@pk-auto/grpc/actor-token'
import { connectGrpc } from '@pk-auto/grpc/client'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { createHttp } from '@pk-auto/http/create-http'
import { listenHttp } from '@pk-auto/http/listen'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import { subscribe } from '@pk-auto/kafka/subscription'
import { type Clock, systemClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { startHealth } from '@pk-auto/lifecycle/health'
import { repeat } from '@pk-auto/lifecycle/repeat'
import { openObjects } from '@pk-auto/objects/objects'
import { openDatabase } from '@pk-auto/postgres/database'
import { type KeyedCall, once } from '@pk-auto/postgres/once'
import { startRelay } from '@pk-auto/postgres/relay'
import { startHousekeeping, startSweep } from '@pk-auto/postgres/sweep'
import { transactions, type Tx } from '@pk-auto/postgres/transaction'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { MediaIqAdminDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import { policyOf } from '@pk-auto/proto/policy'
import { openRedis } from '@pk-auto/redis/redis'
import type { MediaIqConfig } from './config.ts'
import type { MediaId } from './domain/ids.ts'
import type { Media } from './domain/media.ts'
import { consumeDrafts, decodeDraftEvent, DRAFT_TOPIC } from './inbound/consume-drafts.ts'
import { consumeListings, decodeListingEvent, LISTING_TOPIC } from './inbound/consume-listings.ts'
import { picturesHttp } from './inbound/http-pictures.ts'
import { startDeveloping } from './inbound/job-develop.ts'
import { mediaRpc } from './inbound/rpc-media.ts'
import { mediaAdminRpc } from './inbound/rpc-media-admin.ts'
import { deletionStore } from './outbound/deletion-store.ts'
import { jobStore } from './outbound/job-store.ts'
import { listingPhotosStore } from './outbound/listing-photos-store.ts'
import { mediaMetrics, watchBacklog } from './outbound/media-metrics.ts'
import { mediaObjects } from './outbound/media-objects.ts'
import { mediaOutbox } from './outbound/media-outbox.ts'
import { mediaStore } from './outbound/media-store.ts'
import { pictureDecoder } from './outbound/picture-decoder.ts'
import type { DB } from './outbound/schema.gen.ts'
import { attachPhotos } from './usecases/attach-photos.ts'
import { completeUpload } from './usecases/complete-upload.ts'
import { developPicture } from './usecases/develop-picture.ts'
import { getOwnMedia } from './usecases/get-own-media.ts'
import { holdPhotos } from './usecases/hold-photos.ts'
import { deleteDueObjects } from './usecases/delete-due-objects.ts'
import { republishMedia } from './usecases/republish-media.ts'
import { servePicture } from './usecases/serve-picture.ts'
import { signUpload } from './usecases/sign-upload.ts'
import { sweepMedia } from './usecases/sweep-media.ts'
import { sweepOriginals } from './usecases/sweep-originals.ts'

export { readMediaIqConfig, type MediaIqConfig } from './config.ts'

const service = 'media-iq'
const JOBS_HINT = 'media-iq.jobs'
const HOUR_MS = 3_600_000

export type RunningMediaIq = AsyncDisposable & {
  readonly name: 'media-iq'
  readonly grpcPort: number
  /** Probes and metrics. */
  readonly httpPort: number
  /** Pictures for the world. */
  readonly mediaPort: number
  ready(): Promise<boolean>
  /**
   * Resolves when every listing heard of is taken in, no picture is due, and every fact is on its
   * topic.
   */
  settled(): Promise<void>
}

const storesAt = (clock: Clock) => (tx: Tx<DB>) => ({
  media: mediaStore(tx),
  jobs: jobStore(tx),
  listings: listingPhotosStore(tx),
  deletions: deletionStore(tx),
  events: mediaOutbox(tx, clock),
  once: (call: KeyedCall, work: () => Promise<Media>) =>
    once(tx, call, work, (id) => mediaStore(tx).get(id)),
})

/**
 * Starts the roles the configuration names; only `jobs` decodes. `await using` stops probes,
 * requests, consumers, jobs, relay, connections.
 */
export async function startMediaIq(
  config: MediaIqConfig,
  overrides: { clock?: Clock; verifier?: ActorVerifier } = {},
): Promise<RunningMediaIq> {
  const clock = overrides.clock ?? systemClock
  await using stack = new AsyncDisposableStack()
  const database = stack.use(openDatabase({ url: config.databaseUrl, service }))
  const inTransaction = transactions<DB, ReturnType<ReturnType<typeof storesAt>>>(
    database,
    storesAt(clock),
  )
  const redis =
    config.redisUrl === undefined
      ? undefined
      : stack.use(openRedis({ url: config.redisUrl, service }))
  const kafka = stack.use(connectKafka({ ...config.kafka, service }))
  const store = stack.use(openObjects({ ...config.s3, service }))
  const objects = mediaObjects(store, config.upload)
  const metrics = mediaMetrics(service)
  const ready = () => database.ping()
  const has = (role: 'api' | 'relay' | 'consume' | 'jobs') => config.roles.has(role)
  // The bucket is made when the store is there, now or later; nothing else waits for it.
  stack.use(
    repeat({ name: 'ensure-bucket', service, everyMs: HOUR_MS, run: () => store.ensureBucket() }),
  )

  let wakeWorkers = () => redis?.hint(JOBS_HINT)
  const { urlMinutes } = config.upload
  const base = {
    clock,
    inTransaction,
    urlMinutes,
    unattachedDays: config.unattachedDays,
    originalDays: config.originalDays,
    ...metrics,
  }
  const attach = attachPhotos(base)
  const verbs = {
    signUpload: signUpload({
      ...base,
      newId: () => newId() as MediaId,
      limits: config.upload,
      signPut: objects.signPut,
    }),
    completeUpload: completeUpload({ ...base, originals: objects, onQueued: () => wakeWorkers() }),
    getOwnMedia: getOwnMedia(base),
    servePicture: servePicture(objects),
    attachPhotos: attach,
    holdPhotos: holdPhotos({ ...base, attachPhotos: attach }),
    sweepMedia: sweepMedia(base),
    sweepOriginals: sweepOriginals(base),
    deleteDueObjects: deleteDueObjects({ ...base, removeObjects: objects.remove }),
    republishMedia: republishMedia(base),
  }

  const publisher = has('relay') ? stack.use(createPublisher(kafka)) : undefined
  const relay =
    publisher &&
    stack.use(
      startRelay({
        database,
        publish: (events) => publisher.publish(events),
        ...(redis && { hints: redis }),
      }),
    )
  const developing = has('jobs') ? startJobs() : undefined
  const listings = has('consume')
    ? stack.use(
        subscribe(kafka, {
          topic: LISTING_TOPIC,
          decode: decodeListingEvent,
          handle: consumeListings(verbs),
          dedupe: 'last-per-key',
        }),
      )
    : undefined
  const drafts = has('consume')
    ? stack.use(
        subscribe(kafka, {
          topic: DRAFT_TOPIC,
          decode: decodeDraftEvent,
          handle: consumeDrafts(verbs),
          dedupe: 'last-per-key',
          versionOf: ({ version }) => version,
        }),
      )
    : undefined
  const { grpcPort, mediaPort } = has('api') ? await startApi() : { grpcPort: 0, mediaPort: 0 }
  const health = stack.use(
    await startHealth({ service, host: config.host, port: config.httpPort, ready }),
  )
  stack.defer(async () => health.drain())

  function startJobs() {
    const workers = Array.from({ length: config.decoders }, () => {
      const decoder = stack.use(pictureDecoder(service, config.decoder))
      const deps = {
        ...base,
        chance: Math.random,
        limits: config.jobs,
        readOriginal: objects.readOriginal,
        storeFiles: objects.storeFiles,
        storeOriginal: objects.storeOriginal,
      }
      return developPicture({ ...deps, decode: (bytes) => decoder.develop(bytes) })
    })
    const backlog = () =>
      inTransaction({ system: service }, ({ jobs }) => jobs.backlog(clock.now()))
    const loops = stack.use(
      startDeveloping({
        service,
        workers,
        pollMs: config.jobs.pollMs,
        due: async () => (await backlog()).due,
      }),
    )
    const hint = wakeWorkers
    wakeWorkers = () => {
      loops.wake()
      hint()
    }
    if (redis) stack.use(redis.onHint(JOBS_HINT, () => loops.wake()))
    stack.use(watchBacklog(service, clock, backlog))
    stack.use(
      startSweep({
        service,
        name: 'unattached-media',
        everyMs: config.sweepEveryMs,
        batch: verbs.sweepMedia,
      }),
    )
    stack.use(
      startSweep({
        service,
        name: 'ended-originals',
        everyMs: config.sweepEveryMs,
        batch: verbs.sweepOriginals,
      }),
    )
    stack.use(
      startSweep({
        service,
        name: 'due-objects',
        everyMs: config.sweepEveryMs,
        batch: verbs.deleteDueObjects,
      }),
    )
    stack.use(startHousekeeping(database, config.messageDays))
    return loops
  }

  async function startApi() {
    const credentials = serviceCredentials({ service, secret: config.serviceSecret, clock })
    const identity = stack.use(
      connectGrpc(IdentityDefinition, { address: config.identityUrl, service, credentials }),
    )
    const verifier =
      overrides.verifier ??
      actorVerifier({ jwks: async () => JSON.parse((await identity.getKeys({})).jwksJson), clock })
    const http = await createHttp({
      service,
      trustedProxies: [],
      bodyLimit: 1_024,
      openapi: { title: 'pk-auto media', version: '1' },
      ready,
    })
    picturesHttp(http, verbs)
    const served = stack.use(await listenHttp(http, { host: config.host, port: config.mediaPort }))
    const implementations = [
      implement(MediaIqDefinition, mediaRpc(verbs)),
      implement(MediaIqAdminDefinition, mediaAdminRpc(verbs)),
    ]
    const grpc = stack.use(
      await startGrpc({
        service,
        host: config.host,
        port: config.grpcPort,
        verifier,
        credentials,
        policyOf,
        implementations,
      }),
    )
    return { grpcPort: grpc.port, mediaPort: served.port }
  }

  const running = stack.move()
  return {
    name: service,
    grpcPort,
    httpPort: health.port,
    mediaPort,
    ready,
    async settled() {
      await Promise.all([listings?.caughtUp(), drafts?.caughtUp()])
      await developing?.idle()
      await relay?.drained()
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
