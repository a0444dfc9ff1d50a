// A handle carries what writer and readers must agree on.
import { expect, test } from 'vitest'
import {
  DraftEvent,
  ListingEvent,
  type TaxonomyEvent,
} from '../../gen/pkauto/catalogue/v1/events.ts'
import * as topics from '../topics.ts'
import { factTopic } from './topic.ts'

const { DRAFTS, LISTINGS, TAXONOMY } = topics

test('an event comes back from its bytes as it was, under its own key and version', () => {
  const event = ListingEvent.fromPartial({ listing: { id: 'car', version: 7 } })
  const back = LISTINGS.decode(LISTINGS.encode(event))
  expect(back).toEqual(event)
  expect([LISTINGS.key(back), LISTINGS.version(back), LISTINGS.type]).toEqual([
    'car',
    7,
    'pkauto.catalogue.v1.ListingEvent',
  ])
})

test('of one listing the draft and the published topic have the same key', () => {
  const draft = DraftEvent.fromPartial({ listingId: 'car', version: 2 })
  expect([DRAFTS.key(draft), DRAFTS.version(draft)]).toEqual(['car', 2])
})

test('each part of the taxonomy has its own key, and an unknown one has none', () => {
  const keyOf = (part: TaxonomyEvent['part']) => TAXONOMY.key({ version: 1, part })
  const make = { slug: 'toyota', name: undefined, nicknames: [], models: [] }
  expect([
    keyOf({ $case: 'make', value: make }),
    keyOf({ $case: 'cities', value: { cities: [] } }),
    keyOf({ $case: 'terms', value: { name: 'fuel', terms: [] } }),
  ]).toEqual(['make/toyota', 'cities', 'enum/fuel'])
  expect(() => keyOf(undefined)).toThrow('without a part')
})

test('an event without its aggregate has neither key nor version', () => {
  const empty = ListingEvent.fromPartial({})
  expect(() => LISTINGS.key(empty)).toThrow('without a listing')
  expect(() => LISTINGS.version(empty)).toThrow('without a listing')
})

test('a fact topic has no version, and is ordered only where that is declared', () => {
  const spec = { dataClass: 'internal', key: ({ listingId }: DraftEvent) => listingId } as const
  const views = factTopic('insights.view.v1', DraftEvent, spec)
  expect([views.kind, views.ordered, 'version' in views]).toEqual(['fact', false, false])
  expect(factTopic('chat.message.v1', DraftEvent, { ...spec, ordered: true }).ordered).toBe(true)
})

test('no two handles share a topic, and each name holds owner, aggregate and version', () => {
  const names = Object.values(topics).map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*\.v\d+$/)
})
