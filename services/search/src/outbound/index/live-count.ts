// Counts the live ads of every make, model and city in one request.
import type { LiveCounts } from '../../domain/suggest/live-counts.ts'
import type { Elastic } from './elastic.ts'

type Bucket = { readonly key: string; readonly doc_count: number }
type Buckets<Inner = unknown> = { readonly buckets: readonly (Bucket & Inner)[] }
type Counted = {
  readonly markets: Buckets<{
    readonly channels: Buckets<{
      readonly makes: Buckets<{ readonly models: Buckets }>
      readonly cities: Buckets
    }>
  }>
}

/** More than the taxonomy has of any. */
const MOST = { markets: 20, channels: 10, makes: 300, models: 300, cities: 1_000 }

const terms = (field: string, size: number) => ({ terms: { field, size } })
const CARS = { ...terms('make', MOST.makes), aggs: { models: terms('model', MOST.models) } }
const REQUEST = {
  size: 0,
  track_total_hits: false,
  query: { bool: { filter: [{ term: { live: true } }] } },
  aggs: {
    markets: {
      ...terms('market', MOST.markets),
      aggs: {
        channels: {
          ...terms('channels', MOST.channels),
          aggs: { makes: CARS, cities: terms('city', MOST.cities) },
        },
      },
    },
  },
}

const byKey = ({ buckets }: Buckets): Map<string, number> =>
  new Map(buckets.map(({ key, doc_count: count }) => [key, count]))

/** By `market/channel`. */
export const liveCount =
  (elastic: Elastic, alias: string) => async (): Promise<ReadonlyMap<string, LiveCounts>> => {
    const { aggregations } = await elastic.call('search', (client) =>
      client.search({ index: alias, allow_partial_search_results: false, ...REQUEST }),
    )
    const { markets } = aggregations as unknown as Counted
    return new Map(
      markets.buckets.flatMap(({ key: market, channels }) =>
        channels.buckets.map(({ key, makes, cities }): [string, LiveCounts] => [
          `${market}/${key}`,
          {
            makes: byKey(makes),
            models: new Map(
              makes.buckets.flatMap(({ key: make, models }) =>
                models.buckets.map((model) => [`${make}/${model.key}`, model.doc_count]),
              ),
            ),
            cities: byKey(cities),
          },
        ]),
      ),
    )
  }
