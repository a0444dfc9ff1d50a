// The ads of one map of a model: its newest first, so many a map.
import type { Card } from '@pk-auto/client-api/pwa.gen'
import type { PageGateway } from '../server/gateway.ts'
import type { MapPlaces } from '../server/map-places.ts'

/** Maps of one model: with 2,000 ads each they hold 100,000. */
export const MOST_MAPS = 50
/** Ads of one answer. */
const MOST_LIMIT = 100

export type Maps = { readonly adsPerMap: number; readonly places: MapPlaces }
type Model = { readonly make: string; readonly model: string }

/** Absent for a model that nobody knows, and behind the last ad. */
export async function adsOfMap(
  gateway: PageGateway,
  { make, model }: Model,
  map: number,
  { adsPerMap, places }: Maps,
): Promise<readonly Card[] | 'absent' | 'unavailable'> {
  const name = `${make}.${model}`
  const start = places.nearest(name, map)
  let [at, after] = [start.map, start.after]
  for (;;) {
    const cards: Card[] = []
    while (cards.length < adsPerMap) {
      const limit = Math.min(MOST_LIMIT, adsPerMap - cards.length)
      const answer = await gateway.get('GET /listings', {
        query: {
          ...{ make: [make], model: [model], sort: 'newest', limit },
          ...(after !== undefined && { after }),
        },
      })
      if (!answer.ok) {
        if (answer.problem.status >= 500) return 'unavailable'
        if (after === undefined) return 'absent'
        // A cursor of another index or build: next time from the beginning.
        places.forget(name)
        return 'unavailable'
      }
      cards.push(...answer.value.items)
      after = answer.value.next ?? undefined
      if (after === undefined) break
    }
    if (after !== undefined) places.remember(name, at + 1, after)
    if (at === map) return cards.length === 0 && map > 1 ? 'absent' : cards
    if (after === undefined) return 'absent'
    at += 1
  }
}
