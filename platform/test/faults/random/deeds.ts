// What people do besides selling and talking: save an ad, name a price for it, save a search,
// report. Each call is tried until it is answered.
import { newId } from '@pk-auto/kernel/id'
import type { Visitor, VisitorAnswer } from '../../../visitor.ts'
import type { Chance } from './seeded.ts'

export type Patiently = <T>(
  what: string,
  call: () => Promise<VisitorAnswer<T>>,
) => Promise<VisitorAnswer<T> | undefined>

/** An ad of somebody. */
export type Shown = { readonly id: string; readonly seller: string }

/** Fewer than anybody may have. */
const MOST = { searches: 8, reports: 6 }
const keyed = () => ({ 'idempotency-key': newId() })

export function deedsOf(patiently: Patiently, shown: readonly Shown[]) {
  const bidFor = new Set<string>()
  const searches = new Map<string, number>()
  const adOfOthers = ({ personId }: Visitor, chance: Chance): Shown | undefined => {
    const others = shown.filter(({ seller }) => seller !== personId)
    return others.length > 0 ? chance.pick(others) : undefined
  }

  const save = async (person: Visitor, chance: Chance) => {
    const ad = adOfOthers(person, chance)
    if (ad) await patiently('saving', () => person.call('PUT', `/api/v1/me/favourites/${ad.id}`))
  }
  /** One price for an ad, by each person. */
  const bid = async (person: Visitor, chance: Chance) => {
    const ad = adOfOthers(person, chance)
    const mine = `${person.personId} ${ad?.id}`
    if (!ad || bidFor.has(mine)) return
    bidFor.add(mine)
    const turn = { listingId: ad.id, kind: 'message', text: 'Final price?' }
    const [turnKey, bidKey] = [keyed(), keyed()]
    const lead = await patiently('turning to a seller', () =>
      person.call<{ leadId: string }>('POST', '/api/v1/leads', turn, turnKey),
    )
    if (!lead) return
    const offer = { price: { minor: 370_000_000, currency: 'PKR' } }
    await patiently('an offer', () =>
      person.call('POST', `/api/v1/leads/${lead.body.leadId}/offers`, offer, bidKey),
    )
  }
  const watch = async (person: Visitor, chance: Chance) => {
    const count = searches.get(person.personId) ?? 0
    if (count >= MOST.searches) return
    searches.set(person.personId, count + 1)
    const query = { make: ['toyota'], priceTo: 1_000_000 + Math.trunc(chance.next() * 9_000_000) }
    const search = { query, channels: ['in-app'], frequency: 'instant' }
    const key = keyed()
    await patiently('a search', () => person.call('POST', '/api/v1/alerts', search, key))
  }
  const report = async (person: Visitor, chance: Chance) => {
    const ads = shown.slice(0, MOST.reports).filter(({ seller }) => seller !== person.personId)
    if (ads.length === 0) return
    const path = `/api/v1/listings/${chance.pick(ads).id}/report`
    const [complaint, key] = [{ reason: 'other', text: `odd ${chance.next()}` }, keyed()]
    await patiently('a report', () => person.call('POST', path, complaint, key))
  }
  return { save, bid, watch, report }
}
