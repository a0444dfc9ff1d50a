// A listing in a jsonb column, read back through a schema.
import { money } from '@pk-auto/kernel/money'
import { z } from 'zod'
import { type Listing, whileLiveOr } from '../domain/listing.ts'
import type { Photo } from '../domain/media.ts'

const Amount = z
  .object({ minor: z.number(), currency: z.string() })
  .transform(({ minor, currency }) => money(BigInt(minor), currency))
const At = z.iso.datetime().transform((text) => new Date(text))

const Stored = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(['draft', 'live', 'sold', 'closed', 'expired', 'unknown']),
  sellerId: z.string(),
  sellerType: z.string(),
  market: z.string(),
  make: z.string(),
  model: z.string(),
  generation: z.string(),
  variant: z.string(),
  year: z.number(),
  price: Amount,
  droppedFrom: Amount.optional(),
  km: z.number(),
  engineCc: z.number(),
  fuel: z.string(),
  transmission: z.string(),
  assembly: z.string(),
  body: z.string(),
  colour: z.string(),
  city: z.string(),
  area: z.string(),
  registrationCity: z.string(),
  condition: z.string(),
  features: z.array(z.string()),
  title: z.string(),
  photos: z.array(z.string()),
  visibility: z.enum(['public', 'wholesale-public', 'wholesale', 'unknown']),
  audience: z.enum(['everyone', 'seller', 'unknown']).default('unknown'),
  audienceWhileLive: z.enum(['everyone', 'seller', 'unknown']).optional(),
  channels: z.array(z.string()),
  createdAt: At,
  updatedAt: At,
  publishedAt: At.optional(),
  closedAt: At.optional(),
})

const StoredPhotos = z.array(
  z.object({ mediaId: z.string(), width: z.number(), height: z.number(), placeholder: z.string() }),
)

/** Money is a JSON number there, as on every public wire: paisa of any price fit into 2^53. */
export const listingToJson = (listing: Listing): string =>
  JSON.stringify(listing, (_key, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )

/** @throws ZodError when the column holds something else: a fault of ours */
export function listingFromJson(json: unknown): Listing {
  const { audienceWhileLive, ...stored } = Stored.parse(json)
  return {
    ...stored,
    audienceWhileLive: whileLiveOr(stored.audience, audienceWhileLive),
  } as Listing
}

export const photosFromJson = (json: unknown): readonly Photo[] => StoredPhotos.parse(json)
