// The composition root of catalogue: what its verbs need, and what runs in which role.
import { randomBytes } from 'node:crypto'
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { retryTransient } from '@pk-auto/lifecycle/retry-transient'
import { newsChannel } from '@pk-auto/live/person-channel'
import { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { policyOf } from '@pk-auto/proto/policy'
import { DRAFTS, LISTINGS, SAVED_CHANGES, TAXONOMY } from '@pk-auto/proto/topics'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { CatalogueConfig } from './config.ts'
import type { Listing } from './domain/listing.ts'
import { undoLeftMs } from './domain/sale/undo.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { favouritesRpc } from './inbound/rpc-favourites.ts'
import { listingsRpc } from './inbound/rpc-listings.ts'
import { mediaClient } from './outbound/media-client.ts'
import { stores } from './outbound/stores.ts'
import { readTaxonomy } from './outbound/taxonomy-files.ts'
import { untilAnnounced } from './usecases/favourites/until-announced.ts'
import { catalogueVerbs } from './usecases/index.ts'
import type { SeedListing } from './usecases/seed-listings.ts'

export type { SeedListing } from './usecases/seed-listings.ts'
export { readCatalogueConfig, type CatalogueConfig } from './config.ts'
export { readTaxonomy } from './outbound/taxonomy-files.ts'

export type RunningCatalogue = Running & {
  /** Not in production: puts listings with a past on the market. Returns how many were new. */
  seed(batch: readonly SeedListing[]): Promise<number>
}

// 128 bits: nobody guesses the address of a shared list.
const newToken = () => randomBytes(16).toString('base64url')

/** Publishes the taxonomy's release first, in the role `jobs`. Never waits for Kafka or Redis. */
export async function startCatalogue(
  config: CatalogueConfig,
  { clock }: { clock?: Clock } = {},
): Promise<RunningCatalogue> {
  await using service = openService('catalogue', { config, clock })
  const taxonomy = readTaxonomy()
  const verbs = catalogueVerbs({
    ...{ clock: service.clock, newId, taxonomy },
    ...{ bounds: config.bounds, times: config.times, maxOpenDrafts: config.maxOpenDrafts },
    ...{ newToken, maxNewWishesPerDay: config.maxNewWishesPerDay },
    ...{ maxFavourites: config.maxFavourites, profile: config.profile },
    savedChanged: (person) => service.redis?.hint(newsChannel(person)),
    inTransaction: service.transactions(stores),
    photos: mediaClient(service.client(MediaIqDefinition, config.mediaUrl)),
  })
  if (config.roles.has('jobs')) await retryTransient(() => verbs.publishTaxonomy(taxonomy))
  const everyMs = config.expireEveryMs
  const undoLeft = (sold: Listing) => undoLeftMs(sold, service.clock.now(), config.times)
  const running = await serve(service, {
    policyOf,
    publishes: [DRAFTS, LISTINGS, SAVED_CHANGES, TAXONOMY],
    rpc: [
      implement(CatalogueDefinition, {
        ...listingsRpc(verbs, taxonomy, undoLeft),
        ...favouritesRpc(verbs),
      }),
      implement(CatalogueAdminDefinition, adminRpc(verbs)),
    ],
    subscriptions: [consumePeople(verbs)],
    sweeps: [
      { name: 'expire-listings', everyMs, batch: verbs.expireListings },
      { name: 'expire-drafts', everyMs, batch: verbs.expireDrafts },
      { name: 'announce', everyMs: config.announceEveryMs, batch: verbs.announceSavedChanges },
    ],
    settled: () => untilAnnounced(verbs),
  })
  return { ...running, seed: verbs.seedListings }
}
