// A listing as the kept reply of a keyed call: JSON that gives bigints and dates back.
import type { Listing } from '../domain/listing.ts'

const tag = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { $bigint: value.toString() } : value

// A date becomes text before the replacer sees it, so dates are found by their place.
const DATES = new Set([
  'priceSince',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'expiresAt',
  'endedAt',
])

function untag(key: string, value: unknown): unknown {
  if (DATES.has(key) && typeof value === 'string') return new Date(value)
  if (typeof value === 'object' && value !== null && '$bigint' in value)
    return BigInt(String(value.$bigint))
  return value
}

export const listingReply = {
  encode: (listing: Listing): Uint8Array => Buffer.from(JSON.stringify(listing, tag)),
  decode: (bytes: Uint8Array): Listing =>
    JSON.parse(Buffer.from(bytes).toString('utf8'), untag) as Listing,
}
