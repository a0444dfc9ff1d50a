// When a typed price is beyond doubt: a bare number that may mean lacs, and a price far from the
// last one, are asked about first.
import { readPrice } from '@pk-auto/ui/price'
import type { MessageKey } from '@pk-auto/ui/words'

/** How far from the last price a new one may be, as a share of it, before it is asked about. */
const FAR = 0.5

export type PriceDoubt =
  | { readonly kind: 'sure'; readonly rupees: number }
  /**
   * It can be read, but the person must say that it is meant; `before` when it is far from that
   * price. Whole rupees.
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
 * Weighs a price as typed. `confirmed` is the text a person said yes to: any other text is asked
 * about anew. `before`, in rupees, is what the price was.
 */
export const weighPrice = (typed: string, confirmed: string, before?: number): PriceDoubt => {
  const read = readPrice(typed)
  if (read.kind !== 'rupees' && read.kind !== 'ask')
    return { kind: 'wrong', empty: read.kind === 'empty', problem: PROBLEMS[read.kind] }
  const { rupees } = read
  const far = before !== undefined && Math.abs(rupees - before) > before * FAR
  if (typed === confirmed || (read.kind === 'rupees' && !far)) return { kind: 'sure', rupees }
  return { kind: 'ask', rupees, ...(far ? { before } : {}) }
}
