// What the service reads and writes the index with: one connection, measured.
import type { OpenService } from '@pk-auto/service/open-service'
import type { SearchConfig } from '../config.ts'
import { connectElastic } from './index/elastic.ts'
import { facetCache } from './index/facet-cache.ts'
import { liveCount } from './index/live-count.ts'
import { readAlias } from './index/listing-index.ts'
import { sortValueCount } from './index/listing-query.ts'
import { listingSearch } from './index/listing-search.ts'
import { similarSearch } from './index/similar-search.ts'
import { indexMetrics } from './index-metrics.ts'
import { indexParts } from './maintenance.ts'

/** Connects at the first call; closed with the service. */
export function openIndex({ name, clock, database, use }: OpenService, config: SearchConfig) {
  const { elasticsearchUrl: url, indexPrefix, index, facets } = config
  const { requestTimeoutMs } = index
  const elastic = use(connectElastic({ url, service: name, requestTimeoutMs }))
  const metrics = use(indexMetrics(name, () => clock.now()))
  const alias = readAlias(indexPrefix)
  const search = listingSearch(elastic, alias, facetCache({ clock, ...facets }))
  return {
    ...indexParts(config, { clock, database, elastic }),
    ...{ metrics, sortValueCount, index: metrics.timedSearch(search) },
    ...{ countLive: liveCount(elastic, alias), similar: similarSearch(elastic, alias) },
  }
}
