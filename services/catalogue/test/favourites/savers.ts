// People who save ads and sellers who change them, over the wire; and what of it is on the topic.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import type { OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { PEOPLE, SAVED_CHANGES } from '@pk-auto/proto/topics'
import { readTopic } from '@pk-auto/testing/topics'
import { inject } from 'vitest'
import type { CatalogueConfig } from '../../src/service.ts'
import { startCatalogueFixture } from '../catalogue-fixture.ts'
import { corolla, draftOf } from '../corolla.ts'

export type Ad = { id: string; expectedVersion: number }
export type News = { person: string; kind: 'price-dropped' | 'sold'; version: number; to?: number }

const BRAND = { market: 'pk', channels: ['automart'] }
const adOf = ({ listing }: OwnListing): Ad => ({
  id: listing!.id,
  expectedVersion: listing!.version,
})

export type SavingFixture = Awaited<ReturnType<typeof startSavingFixture>>

export async function startSavingFixture(change: Partial<CatalogueConfig> = {}) {
  const servers = inject('servers')
  const fixture = await startCatalogueFixture(servers, { change })
  const { client, as, catalogue, topicPrefix } = fixture
  const kafka = { brokers: servers.kafkaBrokers, topicPrefix }
  return {
    ...fixture,
    save: async (person: Person, { id }: Pick<Ad, 'id'>, brand = BRAND) =>
      client.saveFavourite({ listingId: id, ...brand }, await as(person)),
    remove: async (person: Person, { id }: Pick<Ad, 'id'>) =>
      client.removeFavourite({ listingId: id }, await as(person)),
    list: async (person: Person, limit = 100, after = '', brand = BRAND) =>
      client.listFavourites({ page: { limit, after }, ...brand }, await as(person)),
    savedAmong: async (person: Person, ids: string[]) =>
      (await client.getSavedIds({ ids }, await as(person))).ids,
    shared: (token: string, brand = BRAND) =>
      client.getShortlist({ token, page: undefined, ...brand }),
    /** The seller asks another price, in rupees. */
    price: async (seller: Person, ad: Ad, price: number) => {
      const draft = draftOf(corolla({ price: rupees(price) }))
      const request = { ...ad, draft, fields: ['price'] }
      return adOf(await client.updateListing(request, await as(seller)))
    },
    close: async (seller: Person, ad: Ad, reason: string) =>
      adOf(await client.closeListing({ ...ad, reason, soldFor: undefined }, await as(seller))),
    /** All that was announced of one ad, in rupees. */
    newsOf: async ({ id }: Pick<Ad, 'id'>): Promise<News[]> => {
      // Past the minutes in which a sale can be taken back.
      fixture.clock.advance(10 * 60_000)
      await catalogue.settled()
      const topic = `${topicPrefix}${SAVED_CHANGES.name}`
      const records = await readTopic({ brokers: servers.kafkaBrokers, topic })
      const events = records.map(({ value }) => SAVED_CHANGES.decode(value!))
      return events
        .filter(({ listingId }) => listingId === id)
        .map(({ personId, kind, version, to }) => ({
          person: personId,
          kind: kind === SavedChangeKind.SAVED_CHANGE_KIND_SOLD ? 'sold' : 'price-dropped',
          version,
          ...(to && { to: Number(to.minor / 100n) }),
        }))
    },
    /** As many strangers saved the ad, written behind the service's back; their ids in order. */
    crowd: async ({ id, expectedVersion }: Ad, people: number): Promise<string[]> => {
      const ids = Array.from({ length: people }, () => newId()).toSorted()
      await fixture.rows(
        `insert into favourite
         select person, $2::uuid, now(), 385000000, 'PKR', $3 from unnest($1::uuid[]) person`,
        [ids, id, expectedVersion],
      )
      return ids
    },
    /** Erases people as identity does: by tombstones on its topic. */
    erase: async (...keys: readonly string[]) => {
      const connection = fixture.use(connectKafka({ ...kafka, service: 'identity' }))
      const publisher = fixture.use(createPublisher(connection))
      const { name: topic, type } = PEOPLE
      const tombstone = { topic, type, value: null, at: fixture.clock.now() }
      await publisher.publish(keys.map((key) => ({ id: newId(), key, ...tombstone })))
      await catalogue.settled()
    },
  }
}
