// A seller puts a draft on the market.
import { publish } from '../domain/listing.ts'
import { isPublished } from '../domain/repeated.ts'
import { putOnMarket, type PutOnMarketDeps } from './put-on-market.ts'

/** Idempotent; errors as of putOnMarket, of them LISTING_NOT_DRAFT (conflict). */
export const publishListing = (deps: PutOnMarketDeps) => putOnMarket(deps, publish, isPublished)
