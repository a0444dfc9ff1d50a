// A seller puts a draft on the market.
import { publish } from '../domain/listing.ts'
import { isPublished } from '../domain/repeated.ts'
import { putOnMarket, type PutOnMarketDeps } from './put-on-market.ts'

/** Idempotent; errors as of putOnMarket, of them LISTING_NOT_DRAFT (conflict). */
export function publishListing(deps: PutOnMarketDeps) {
  const put = putOnMarket(deps, publish, isPublished)
  return async function publishListing(...call: Parameters<typeof put>) {
    return put(...call)
  }
}
