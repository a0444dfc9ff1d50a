// Catalogue on the real servers, with a fake of media-iq: the states of photos, by who asks.
import type { Client } from '@pk-auto/grpc/client'
import { implement } from '@pk-auto/grpc/server'
import { mustBePerson, type Actor, type Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { policyOf } from '@pk-auto/proto/policy'
import { DRAFTS, LISTINGS, PEOPLE, SAVED_CHANGES, TAXONOMY } from '@pk-auto/proto/topics'
import { CatalogueDefinition, type OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { MediaIqDefinition, type MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { type ServiceFixture, serviceFixture } from '@pk-auto/testing/service-fixture'
import { readTopic } from '@pk-auto/testing/topics'
import type { ListingFacts } from '../src/domain/listing-facts.ts'
import { readCatalogueConfig, startCatalogue, type CatalogueConfig } from '../src/service.ts'
import { corolla, draftOf } from './corolla.ts'

type Command = { id: string; expectedVersion: number }

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
    topics: [DRAFTS, LISTINGS, PEOPLE, SAVED_CHANGES, TAXONOMY].map(({ name }) => name),
  })
  const notAsked = () => Promise.reject(new Error('not asked'))
  const media = fakeMedia()
  const mediaIq = implement(MediaIqDefinition, {
    signUpload: notAsked,
    completeUpload: notAsked,
    signFiles: notAsked,
    getOwnMedia: async ({ ids }, { actor }) => ({ media: media.own(actor, ids) }),
  })
  const config = readCatalogueConfig({
    ...fixture.env,
    ...(more.roles !== undefined && { ROLES: more.roles }),
    MEDIA_IQ_GRPC_URL: await fixture.fakes(mediaIq),
  })
  const catalogue = fixture.use(await startCatalogue({ ...config, ...more.change }, { clock }))
  const client = fixture.client(CatalogueDefinition, catalogue)
  return {
    ...fixture,
    ...{ clock, catalogue, client },
    /** The same service, as leads calls it. */
    leads: fixture.client(CatalogueDefinition, catalogue, 'leads'),
    admin: fixture.client(CatalogueAdminDefinition, catalogue, 'operator'),
    /** Makes media-iq know a photo of this person, or change its state; returns its id. */
    photoOf: media.photoOf,
    ...sellers(client, fixture),
    /** What stands on the topic of one listing. */
    eventsOf: async (id: string): Promise<ListingEvent[]> => {
      await catalogue.settled()
      const topic = `${fixture.topicPrefix}catalogue.listing.v1`
      const records = await readTopic({ brokers: servers.kafkaBrokers, topic })
      return records
        .filter((record) => record.key === id)
        .map((record) => ListingEvent.decode(record.value!))
    },
  }
}

/** Like media-iq, it returns a person's own photos and nothing about anybody else's. */
function fakeMedia() {
  const photos = new Map<string, { owner: string; state: MediaState; purpose: string }>()
  return {
    photoOf: (
      owner: Person,
      state: MediaState,
      id: string = newId(),
      purpose = 'listing-photo',
    ): string => {
      photos.set(id, { owner: owner.personId, state, purpose })
      return id
    },
    own(actor: Actor, ids: readonly string[]) {
      const { personId } = mustBePerson(actor)
      return ids.flatMap((id) => {
        const photo = photos.get(id)
        if (photo?.owner !== personId) return []
        const { state, purpose } = photo
        return [{ id, state, purpose }]
      })
    },
  }
}

/** What sellers do, over the wire. */
function sellers(client: Client<typeof CatalogueDefinition>, { as, keyed }: ServiceFixture) {
  const commandOf = ({ listing }: OwnListing): Command => ({
    id: listing!.id,
    expectedVersion: listing!.version,
  })
  const create = async (person: Person, facts: ListingFacts = corolla()) =>
    commandOf(await client.createListing({ draft: draftOf(facts) }, await keyed(person)))
  const publishNew = async (person: Person, facts?: ListingFacts) =>
    commandOf(await client.publishListing(await create(person, facts), await as(person)))
  return { create, publishNew }
}
