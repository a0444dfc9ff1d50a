// Some ads of the made-up market, put up as people put them up: by the gateway alone, where nobody
// can reach the databases. Without photos. Only where the codes that are sent can be read.
import { readTaxonomy } from '@pk-auto/catalogue/service'
import { seedId } from '@pk-auto/platform/seed'
import { generateMarket } from '@pk-auto/platform/seeds/market'
import type { SeedListing } from '@pk-auto/platform/seeds/shape'
import { signIn, type Visitor } from '@pk-auto/platform/visitor'

export type Filled = { readonly added: number; readonly known: number }
type Ad = { readonly id: string; readonly state: string }

/** The day of the made-up market: the same ads each time, so that a second filling adds none. */
const NOW = new Date('2026-11-01T00:00:00Z')
const SEED = 2026

/** Safe to repeat. @throws Error with the first refusal that is none of an ad that is there */
export async function fillMarket(
  gatewayUrl: string,
  { ads, people }: { readonly ads: number; readonly people: number },
): Promise<Filled> {
  const market = generateMarket({
    ...{ taxonomy: readTaxonomy(), seed: SEED, now: NOW, pictureIds: [] },
    ...{ listings: ads, people },
  })
  const sellers = new Map<number, Visitor>()
  let [added, known, index] = [0, 0, 0]
  for (const listing of market.listings) {
    const { phone } = market.people[listing.sellerIndex]!
    const seller = sellers.get(listing.sellerIndex) ?? (await signIn(gatewayUrl, phone))
    sellers.set(listing.sellerIndex, seller)
    const isNew = await publish(seller, listing, seedId(SEED, 'by-hand', index, NOW))
    if (isNew) added += 1
    else known += 1
    index += 1
  }
  return { added, known }
}

/** False when it was there: the key is the ad's, for ever. */
async function publish(seller: Visitor, listing: SeedListing, key: string): Promise<boolean> {
  const { sellerIndex: _, publishedDaysAgo: __, priceDrops: ___, sold: ____, ...facts } = listing
  const body = { ...facts, price: { ...facts.price, minor: Number(facts.price.minor) } }
  const headers = { 'idempotency-key': key }
  const begun = await seller.call<Ad>('POST', '/api/v1/listings', body, headers)
  if (begun.status !== 201) throw refusal('an ad', begun)
  const path = `/api/v1/listings/${begun.body.id}`
  // A repeat is answered as it was then: what it is now is another question.
  const ad = await seller.call<Ad>('GET', path)
  if (ad.status === 200 && ad.body.state !== 'draft') return false
  const ifMatch = { 'if-match': ad.etag ?? '' }
  const live = await seller.call<Ad>('POST', `${path}/publish`, undefined, ifMatch)
  if (live.status !== 200) throw refusal('publishing', live)
  return true
}

const refusal = (what: string, { status, body }: { status: number; body: unknown }): Error =>
  new Error(`${what} answered ${status}: ${JSON.stringify(body)}`)
