// The numbers of live ads as this process sees them, counted again every now and then.
import { isTransient } from '@pk-auto/kernel/domain-error'
import { type LiveCounts, NO_COUNTS } from '../../domain/suggest/live-counts.ts'

export type ViewCountsDeps = {
  /** By `market/channel`. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable) */
  countLive: () => Promise<ReadonlyMap<string, LiveCounts>>
}

export type CountsView = {
  /** Never waits; nothing is counted until the index has answered once. */
  current(market: string, channel: string): LiveCounts
  /** While the index is away the last numbers stay. */
  refresh(): Promise<void>
}

export function viewCounts({ countLive }: ViewCountsDeps): CountsView {
  let counts: ReadonlyMap<string, LiveCounts> = new Map()
  return {
    current: (market, channel) => counts.get(`${market}/${channel}`) ?? NO_COUNTS,
    async refresh() {
      try {
        counts = await countLive()
      } catch (error) {
        if (!isTransient(error)) throw error
      }
    },
  }
}
