// Public reads share batches across requests, and never across brands: neither channel nor market
// of one is another's.
import { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { expect, test } from 'vitest'
import type { Brand } from './brand.ts'
import { publicReads } from './loaders.ts'

const brand = (name: string, channels: string[], market: string): Brand => ({
  ...{ hosts: [`${name}.example`], name, theme: 'one', channels, market },
})
const BRANDS = [
  brand('automart', ['automart'], 'pk'),
  brand('autotrader', ['autotrader'], 'pk'),
  brand('automart-ae', ['automart'], 'ae'),
  brand('both', ['automart', 'autotrader'], 'pk'),
]
type Asked = { ids: string[]; market: string; channels: string[] }
const keyOf = ({ market, channels }: Pick<Asked, 'market' | 'channels'>) =>
  `${market}:${channels.join('+')}`

/** Owners whose answer names the brand it was given for; and what they were asked. */
function owners() {
  const asked: Asked[] = []
  const people: string[][] = []
  return {
    asked,
    people,
    search: {
      getListingPages: async (request: Asked) => {
        asked.push(request)
        const pages = request.ids.map((id) => ({
          ...{ listing: PublicListing.fromPartial({ id, market: keyOf(request) }) },
          ...{ title: undefined, photos: [], labels: {}, badges: [] },
        }))
        return { pages }
      },
    },
    catalogue: {
      getListingDetails: async (request: Asked) => {
        asked.push(request)
        return {
          details: request.ids.map((id) => ({
            ...{ id, priceHistory: [], description: { text: keyOf(request), lang: 'en' } },
          })),
        }
      },
    },
    identity: {
      getPeople: async ({ ids }: { ids: string[] }) => {
        people.push(ids)
        return { people: [] }
      },
    },
  }
}
const open = () => {
  const fakes = owners()
  // The real clients take partial messages and options; these fakes need neither.
  const reads = publicReads(fakes as unknown as Parameters<typeof publicReads>[0], BRANDS)
  return { ...fakes, reads }
}

test('an ad read under every brand at once is asked and answered for each', async () => {
  const { reads, asked } = open()
  const seen = await Promise.all(
    [...BRANDS, ...BRANDS].map(async (each) => {
      const [page, details] = await Promise.all([
        reads.pages(each).load('a'),
        reads.details(each).load('a'),
      ])
      return [page?.listing?.market, details?.description?.text]
    }),
  )
  expect(seen).toEqual([...BRANDS, ...BRANDS].map((each) => [keyOf(each), keyOf(each)]))
  // One batch per brand and kind, though each was read twice.
  expect(asked.map(keyOf).toSorted()).toEqual(
    [...BRANDS, ...BRANDS].map((each) => keyOf(each)).toSorted(),
  )
})

test('what was answered once is asked again the next time: an ad may be gone by then', async () => {
  const { reads, asked } = open()
  await reads.pages(BRANDS[0]!).load('a')
  await reads.pages(BRANDS[0]!).load('a')
  expect(asked).toHaveLength(2)
})

test('people are the same under every brand and come in one batch', async () => {
  const { reads, people } = open()
  await Promise.all(['x', 'y', 'x'].map((id) => reads.people.load(id)))
  expect(people).toEqual([['x', 'y']])
})

test('a brand that is none of this gateway reads nothing', () => {
  const { reads } = open()
  expect(() => reads.pages(brand('other', ['automart'], 'pk'))).toThrow('other is no brand')
})
