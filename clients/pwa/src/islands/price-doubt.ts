// Decides whether a typed price is certain: a bare number that may mean lacs, and a price far from
// the last one, need to be confirmed.
import { readAskingPrice } from '@pk-auto/ui/price'
import type { MessageKey } from '@pk-auto/ui/words'

/** How far a new price may be from the last, as a share of it, before it needs confirming. */
const FAR = 0.5

export type PriceDoubt =
  | { readonly kind: 'sure'; readonly rupees: number }
  /**
   * Readable, but the person must confirm it; `before` when it is far from that price. Whole
   * rupees.
   */
  | { readonly kind: 'ask'; readonly rupees: number; readonly before?: number }
  | { readonly kind: 'wrong'; readonly empty: boolean; readonly problem: MessageKey }

const PROBLEMS = {
  empty: 'sell.price.empty',
  'too-low': 'sell.price.low',
  'too-high': 'sell.price.high',
  unreadable: 'sell.price.unreadable',
} as const

/**
 * Judges a price as typed. `confirmed` is the text the person has confirmed: any other text must be
 * confirmed again. `before`, in rupees, is the last price.
 */
export const weighPrice = (typed: string, confirmed: string, before?: number): PriceDoubt => {
  const read = readAskingPrice(typed)
  if (read.kind !== 'rupees' && read.kind !== 'ask')
    return { kind: 'wrong', empty: read.kind === 'empty', problem: PROBLEMS[read.kind] }
  const { rupees } = read
  const far = before !== undefined && Math.abs(rupees - before) > before * FAR
  if (typed === confirmed || (read.kind === 'rupees' && !far)) return { kind: 'sure', rupees }
  return { kind: 'ask', rupees, ...(far ? { before } : {}) }
}
