// The composition root of media-iq: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openObjects } from '@pk-auto/objects/objects'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { MediaIqAdminDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import { policyOf } from '@pk-auto/proto/policy'
import { MEDIA } from '@pk-auto/proto/topics'
import { openService } from '@pk-auto/service/open-service'
import { serve } from '@pk-auto/service/serve'
import type { MediaIqConfig } from './config.ts'
import type { MediaId } from './domain/ids.ts'
import { consumeConversations } from './inbound/consume-conversations.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { consumeDrafts } from './inbound/consume-drafts.ts'
import { consumeListings } from './inbound/consume-listings.ts'
import { picturesHttp } from './inbound/http-pictures.ts'
import { JOBS_HINT, startDeveloping } from './inbound/job-develop.ts'
import { mediaRpc } from './inbound/rpc-media.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { jobTrace } from './outbound/job-trace.ts'
import { mediaMetrics, watchBacklog } from './outbound/media-metrics.ts'
import { ensureBucket, mediaObjects } from './outbound/media-objects.ts'
import { privateLinks } from './outbound/private-links.ts'
import { uploadDecoder } from './outbound/decoder/upload-decoder.ts'
import { storesAt } from './outbound/stores.ts'
import { mediaIqVerbs } from './usecases/index.ts'

export { readMediaIqConfig, type MediaIqConfig } from './config.ts'

/** Only the role `jobs` decodes. The store may come later: nothing else waits for its bucket. */
export async function startMediaIq(config: MediaIqConfig, options: { clock?: Clock } = {}) {
  await using service = openService('media-iq', { config, ...options })
  const { name, clock, redis: hints } = service
  const store = service.use(openObjects({ ...config.s3, service: name }))
  service.use(ensureBucket(name, store))
  const objects = mediaObjects(store, config.upload)
  const inTransaction = service.transactions(storesAt(clock))
  const { sweepEveryMs: everyMs, upload, unattachedDays, originalDays, privateLinkMs } = config
  const verbs = mediaIqVerbs({
    ...{ clock, inTransaction, chance: Math.random, newId: () => newId() as MediaId },
    ...{ unattachedDays, originalDays, privateLinkMs, links: privateLinks(config.s3.secretKey) },
    ...{ uploadLimits: upload, urlMinutes: upload.urlMinutes, jobLimits: config.jobs },
    ...{ inTrace: jobTrace(name), ...mediaMetrics(name), ...objects, originals: objects },
    onQueued() {
      developing.wake()
      hints?.hint(JOBS_HINT)
    },
  })
  const backlog = () => inTransaction({ system: name }, ({ jobs }) => jobs.backlog(clock.now()))
  const decoders = config.roles.has('jobs') ? config.decoders : 0
  if (decoders > 0) service.use(watchBacklog(name, clock, backlog))
  const decode = () => service.use(uploadDecoder(name, config.decoder))
  const developing = service.use(
    startDeveloping(verbs, {
      ...{ service: name, decoders: Array.from({ length: decoders }, decode), backlog, hints },
      pollMs: config.jobs.pollMs,
    }),
  )
  return await serve(service, {
    ...{ policyOf, publishes: [MEDIA] },
    rpc: [
      implement(MediaIqDefinition, mediaRpc(verbs)),
      implement(MediaIqAdminDefinition, adminRpc(verbs)),
    ],
    http: (app) => picturesHttp(app, verbs),
    subscriptions: [
      ...[consumeListings(verbs), consumeDrafts(verbs)],
      ...[consumeConversations(verbs), consumePeople(verbs)],
    ],
    sweeps: [
      { name: 'unattached-media', everyMs, batch: verbs.sweepMedia },
      { name: 'ended-originals', everyMs, batch: verbs.sweepOriginals },
      { name: 'due-objects', everyMs, batch: verbs.deleteDueObjects },
    ],
    settled: () => developing.idle(),
  })
}
