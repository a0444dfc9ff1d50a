// Finds the saved searches that new and cheaper ads match, and notes that for their next alerts.
import type { Clock } from '@pk-auto/kernel/clock'
import { type AlertTimes, closesAt } from '../../domain/alerts/alert.ts'
import type { SavedSearchId } from '../../domain/alerts/ids.ts'
import { keysFor } from '../../domain/alerts/keys.ts'
import { isMatch } from '../../domain/alerts/matching.ts'
import type { Occasion } from '../../domain/alerts/occasion.ts'
import type { Directory } from '../../domain/directory.ts'
import { namesIn } from '../../domain/index-doc.ts'
import type { Candidate, Closing, Matched, PendingMatches, Predicates, Probe } from './stores.ts'

export type MatchAdsDeps = { clock: Clock; directory: () => Directory; alertTimes: AlertTimes }
export type MatchStores = { predicates: Predicates; pending: PendingMatches }

/** Ads that look at once: each may have thousands of candidates. */
const AT_ONCE = 50
/** Rows changed by one statement: far fewer than its timeout allows. */
const ADDED_AT_ONCE = 2_000

/** Inside the transaction that stores the ads: an ad is counted when it is stored, and once. */
export function matchAds({ clock, directory, alertTimes }: MatchAdsDeps) {
  return async function matchAds(
    occasions: readonly Occasion[],
    { predicates, pending }: MatchStores,
  ): Promise<void> {
    const matched = new Map<SavedSearchId, { listings: string[]; onlyDrops: boolean }>()
    for (let from = 0; from < occasions.length; from += AT_ONCE) {
      const some = occasions.slice(from, from + AT_ONCE)
      const found = await predicates.candidates(some.map(probeOf))
      for (const { ad, search, fittedBefore } of await confirmed(found, some, predicates)) {
        const { listings, onlyDrops } = matched.get(search) ?? { listings: [], onlyDrops: true }
        listings.unshift(some[ad]?.listing.id ?? '')
        matched.set(search, { listings, onlyDrops: onlyDrops && fittedBefore })
      }
    }
    if (matched.size === 0) return
    const all = [...matched].map(([search, one]): Matched => ({ search, ...one }))
    // In one order over all statements: two who match the same searches wait, and never cross.
    all.sort((a, b) => (a.search < b.search ? -1 : 1))
    const closes = closing(clock.now(), alertTimes)
    for (let from = 0; from < all.length; from += ADDED_AT_ONCE)
      await pending.add(all.slice(from, from + ADDED_AT_ONCE), closes)
  }

  async function confirmed(
    candidates: readonly Candidate[],
    occasions: readonly Occasion[],
    predicates: Predicates,
  ): Promise<readonly Candidate[]> {
    const open = [...new Set(candidates.flatMap(({ hasMore, search }) => (hasMore ? search : [])))]
    if (open.length === 0) return candidates
    const known = await predicates.read(open)
    const now = directory()
    const ads = occasions.map(({ listing }) => ({ listing, names: namesIn(listing, now) }))
    return candidates.filter(({ ad, search, hasMore }) => {
      const [one, predicate] = [ads[ad], known.get(search)]
      // Deleted a moment ago.
      return !hasMore || (one && predicate && isMatch(predicate, one, now))
    })
  }
}

const probeOf = ({ listing, priceBefore }: Occasion): Probe => ({
  keys: keysFor(listing),
  seller: listing.sellerId,
  price: Number(listing.price.minor),
  ...(priceBefore !== undefined && { priceBefore }),
  ...{ year: listing.year, km: listing.km, engine: listing.engineCc },
})

const closing = (now: Date, times: AlertTimes): Closing => ({
  now,
  instant: closesAt('instant', '', now, times),
  daily: new Map(
    Object.keys(times.zones).map((market) => [market, closesAt('daily', market, now, times)]),
  ),
})
