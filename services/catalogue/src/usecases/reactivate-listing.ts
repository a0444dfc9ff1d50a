// A seller puts an ad that was taken down, has expired or was sold by mistake on the market again.
import { reactivate } from '../domain/listing.ts'
import { isReactivated } from '../domain/repeated.ts'
import { putOnMarket, type PutOnMarketDeps } from './put-on-market.ts'

/** Idempotent; errors as of putOnMarket, of them LISTING_NOT_REACTIVATABLE and SALE_FINAL
 * (conflict). */
export function reactivateListing(deps: PutOnMarketDeps) {
  const put = putOnMarket(deps, reactivate, isReactivated)
  return async function reactivateListing(...call: Parameters<typeof put>) {
    return put(...call)
  }
}
