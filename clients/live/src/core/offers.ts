// What has become of each price that was named in a conversation, from its log alone: the same
// offline, after a break, and whatever came first.
import type { ChatEvent } from '../frames.ts'
import { holesOf, type Log } from './log.ts'

export type Step = NonNullable<ChatEvent['body']['offer']>

const ENDS = ['accepted', 'declined', 'withdrawn', 'expired'] as const
const PRICED: readonly string[] = ['made', 'countered']
type End = (typeof ENDS)[number]
const endOf = (step: string): End | undefined => ENDS.find((end) => end === step)

/** `unknown`: what came after it is not on this device, or is nothing this build knows. */
export type OfferState = 'open' | 'countered' | End | 'unknown'

type Entry = {
  readonly seq: number
  readonly actor: string
  readonly at: string
  readonly step: Step
}
/** A price that one of the two has named. */
export type Offer = Entry & { readonly kind: 'offer'; readonly state: OfferState }
/** What ended an offer; the price is the last one that was named. */
export type OfferEnd = Entry & { readonly kind: 'offer-end'; readonly end: End }

/** Every step of every offer that is held, oldest first. */
export const offersOf = (log: Log): readonly (Offer | OfferEnd)[] => {
  const entries = [...log.events.values()]
    .flatMap(({ type, seq, actor, at, body }): Entry[] =>
      type === 'offer' && body.offer ? [{ seq, actor, at, step: body.offer }] : [],
    )
    .toSorted((a, b) => a.seq - b.seq)
  const holes = entries.length > 0 ? holesOf(log) : []
  /** The step that follows in the same offer, by number. */
  const after = new Map<number, Entry>()
  const newest = new Map<string, number>()
  for (const entry of entries) {
    const before = newest.get(entry.step.offerId)
    if (before !== undefined) after.set(before, entry)
    newest.set(entry.step.offerId, entry.seq)
  }
  const stateOf = (seq: number): OfferState => {
    const next = after.get(seq)
    // In a hole there may be the true next step.
    if (holes.some(({ from }) => from > seq && (!next || from < next.seq))) return 'unknown'
    if (!next) return 'open'
    return next.step.step === 'countered' ? 'countered' : (endOf(next.step.step) ?? 'unknown')
  }
  return entries.flatMap((entry): (Offer | OfferEnd)[] => {
    const end = endOf(entry.step.step)
    if (end) return [{ ...entry, kind: 'offer-end', end }]
    if (!PRICED.includes(entry.step.step)) return []
    return [{ ...entry, kind: 'offer', state: stateOf(entry.seq) }]
  })
}

/** The state at a moment (milliseconds): an open price is over when its time is. */
export const stateAt = ({ state, step }: Pick<Offer, 'state' | 'step'>, now: number): OfferState =>
  state === 'open' && step.expiresAt !== undefined && Date.parse(step.expiresAt) <= now
    ? 'expired'
    : state

/** What the server says of an offer: its state at its version. */
export type Answered = { readonly version: number; readonly state: string }

/**
 * What that means for the price of a step; undefined when the server knows no more than the step
 * itself. Two versions further somebody must have named another price.
 */
export const stateBy = (
  { version }: Pick<Step, 'version'>,
  answered: Answered | undefined,
): OfferState | undefined => {
  if (!answered || version === undefined || answered.version <= version) return undefined
  if (answered.version > version + 1 || answered.state === 'countered') return 'countered'
  return endOf(answered.state) ?? 'unknown'
}
