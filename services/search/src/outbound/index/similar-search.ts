// Finds ads like one, two ways at once: the same car, and the same money.
import type { estypes } from '@elastic/elasticsearch'
import type { Listing } from '../../domain/listing.ts'
import type { Hits } from '../../domain/search-query.ts'
import { FEWER_KM, SAME_MONEY, SAME_YEARS, SIMILAR_WINDOW } from '../../domain/similar.ts'
import type { SimilarSearch } from '../../usecases/finding/find-similar.ts'
import type { Elastic } from './elastic.ts'
import { scope } from './listing-query.ts'
import { answered, type HitsAnswer, hitsOf } from './listing-search.ts'

type Clause = estypes.QueryDslQueryContainer
type Like = Pick<
  Listing,
  'id' | 'market' | 'make' | 'model' | 'generation' | 'year' | 'km' | 'body' | 'city'
> & { readonly price: number; readonly channel: string; readonly hide?: readonly string[] }

export function similarSearch(elastic: Elastic, alias: string): SimilarSearch {
  return async (listing, channel, hide) => {
    const like = { ...listing, price: Number(listing.price.minor), channel, hide }
    const header = { index: alias }
    const searches = [header, sameCarRequest(like), header, sameMoneyRequest(like)]
    const { responses } = await elastic.call('msearch', (client) =>
      client.msearch({ searches: searches as estypes.MsearchRequestItem[] }),
    )
    const [sameCar, sameMoney] = responses.map((one) =>
      hitsOf(answered(one as Parameters<typeof answered>[0]) as HitsAnswer),
    ) as [Hits, Hits]
    return { sameCar: sameCar.hits, sameMoney: sameMoney.hits }
  }
}

/** The same generation, or without one the model within two years; the nearest price first. */
export function sameCarRequest(like: Like): estypes.SearchRequest {
  const same: Clause = like.generation
    ? { term: { generation: like.generation } }
    : { range: { year: { gte: like.year - SAME_YEARS, lte: like.year + SAME_YEARS } } }
  return request(like, [...modelOf(like), same], [])
}

/** Another model for the same money, newer or with fewer kilometres. */
export function sameMoneyRequest(like: Like): estypes.SearchRequest {
  const { price, year, km } = like
  const [gte, lte] = [Math.round(price * SAME_MONEY.from), Math.round(price * SAME_MONEY.to)]
  const better: Clause[] = [
    { range: { year: { gt: year } } },
    { range: { km: { lte: Math.floor(km * FEWER_KM) } } },
  ]
  const money: Clause = { range: { price: { gte, lte } } }
  const filter = [money, { bool: { should: better, minimum_should_match: 1 } }]
  return request(like, filter, [{ bool: { filter: modelOf(like) } }])
}

const modelOf = ({ make, model }: Like): Clause[] => [{ term: { make } }, { term: { model } }]

function request(like: Like, filter: Clause[], others: Clause[]): estypes.SearchRequest {
  const { id, price, year, body, city, hide = [] } = like
  const hidden: Clause[] = hide.length > 0 ? [{ ids: { values: [...hide] } }] : []
  const not = [{ term: { id } }, ...hidden, ...others]
  return {
    size: SIMILAR_WINDOW,
    track_total_hits: false,
    _source: ['card', 'seller'],
    query: {
      function_score: {
        query: {
          bool: { filter: [...scope(like), ...filter], must_not: not },
        },
        functions: [
          { gauss: { price: { origin: price, scale: Math.max(1, Math.round(price / 5)) } } },
          { gauss: { year: { origin: year, scale: 2 } } },
          { filter: { term: { city } }, weight: 0.5 },
          { filter: { term: { body } }, weight: 0.5 },
        ],
        score_mode: 'sum',
        boost_mode: 'replace',
      },
    },
    sort: [{ _score: { order: 'desc' } }, { publishedAt: 'desc' }, { id: 'desc' }],
  }
}
