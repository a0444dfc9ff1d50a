// Catalogue alone on the real servers, with a fake of media-iq: what it says of the state of
// photos.
import { implement } from '@pk-auto/grpc/server'
import { manualClock } from '@pk-auto/kernel/clock'
import { policyOf } from '@pk-auto/proto/policy'
import { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import { MediaIqDefinition, MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import { readCatalogueConfig, startCatalogue, type CatalogueConfig } from '../src/service.ts'

export type CatalogueFixture = Awaited<ReturnType<typeof startCatalogueFixture>>

/** `roles` as in ROLES; default all. */
export async function startCatalogueFixture(
  servers: ServerUrls,
  more: { roles?: string; change?: Partial<CatalogueConfig> } = {},
) {
  const clock = manualClock(new Date())
  const fixture = await serviceFixture({
    servers,
    service: 'catalogue',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
    topics: ['catalogue.listing.v1', 'catalogue.draft.v1', 'catalogue.taxonomy.v1'],
  })
  /** What media-iq says of whose photo it may be. */
  const photoStates = new Map<string, MediaState>()
  const stateOf = (id: string) => photoStates.get(id)
  const notAsked = () => Promise.reject(new Error('not asked'))
  const mediaIq = implement(MediaIqDefinition, {
    signUpload: notAsked,
    completeUpload: notAsked,
    getOwnMedia: async ({ ids }) => ({
      media: ids.flatMap((id) => {
        const state = stateOf(id)
        return state === undefined ? [] : [{ id, state }]
      }),
    }),
  })
  const config = readCatalogueConfig({
    ...fixture.env,
    ...(more.roles !== undefined && { ROLES: more.roles }),
    MEDIA_IQ_GRPC_URL: await fixture.fakes(mediaIq),
  })
  const catalogue = fixture.use(await startCatalogue({ ...config, ...more.change }, { clock }))
  return {
    ...fixture,
    ...{ clock, catalogue, photoStates },
    client: fixture.client(CatalogueDefinition, catalogue),
    admin: fixture.client(CatalogueAdminDefinition, catalogue, 'operator'),
  }
}
