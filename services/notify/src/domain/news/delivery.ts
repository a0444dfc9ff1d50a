// One send to one person by one channel, and what is to be done with it now. Pure.
import { backoffMs } from '@pk-auto/kernel/backoff'
import type { DeliveryId, PersonId, SubscriptionId } from '../ids.ts'
import { type Facts, isTalk, type Kind, purposeOf, type SentChannel } from './news.ts'
import { allows, type Defaults, type Preferences } from './preferences.ts'
import { quietFor, quietUntil } from './quiet.ts'

export type Delivery = {
  readonly id: DeliveryId
  readonly person: PersonId
  readonly channel: SentChannel
  readonly kind: Kind
  readonly group: string
  readonly facts: Facts
  /** Events it stands for. */
  readonly events: number
  readonly tries: number
  /** Since when it, or the newest that has joined it, may go out. */
  readonly readyAt: Date
  /** Browsers of the person that have this push by now. */
  readonly reached: readonly SubscriptionId[]
}

/** What chat says of the person's side of the conversation a message or an offer is in. */
export type Reading = {
  readonly unread: number
  readonly readSeq: number
  readonly silenced: boolean
}

export type Verdict =
  | { readonly do: 'send' }
  | { readonly do: 'hold'; readonly until: Date }
  | { readonly do: 'drop'; readonly reason: 'unwanted' | 'read' | 'silenced' | 'gone' }

/** Consent, quiet hours and whether it is still news are judged when it would go out. */
export function judge(
  delivery: Delivery,
  {
    preferences,
    defaults,
    reading,
    now,
  }: {
    readonly preferences: Preferences
    readonly defaults: Defaults
    /** Of what is talk only; `gone` = no such conversation any more. */
    readonly reading?: Reading | 'gone'
    readonly now: Date
  },
): Verdict {
  const { channel, kind, facts } = delivery
  const purpose = purposeOf(kind)
  if (!allows(preferences, defaults, purpose, channel)) return { do: 'drop', reason: 'unwanted' }
  const side = reading === 'gone' ? undefined : reading
  if (isTalk(kind) && side?.silenced) return { do: 'drop', reason: 'silenced' }
  if (kind === 'message') {
    if (!side) return { do: 'drop', reason: 'gone' }
    if (side.unread === 0 || side.readSeq >= (facts.seq ?? 0)) return { do: 'drop', reason: 'read' }
  }
  const hours = quietFor(preferences, defaults, purpose)
  const until = hours && quietUntil(now, hours)
  return until ? { do: 'hold', until } : { do: 'send' }
}

/** What a channel says of one send. */
export type Outcome =
  | { readonly is: 'accepted'; readonly reference: string }
  /** Some of the person's browsers have it; the others may be asked again. */
  | {
      readonly is: 'partly'
      readonly reference: string
      readonly reached: readonly SubscriptionId[]
      readonly retryAfterMs?: number
    }
  /** There is nobody at this address. */
  | { readonly is: 'gone' }
  /** Certainly not sent, and asking again is no use. */
  | { readonly is: 'refused' }
  /** Certainly not sent: whoever should pass it on is away or busy. */
  | { readonly is: 'deferred'; readonly retryAfterMs?: number }
  /** Nobody knows whether it was sent. */
  | { readonly is: 'unknown' }

export type Retries = {
  readonly firstMs: number
  readonly longestMs: number
  /** How old a delivery may get; its last try is at that moment. */
  readonly maxAgeMs: Readonly<Record<SentChannel, number>>
}

export type Next =
  | { readonly state: 'sent'; readonly reference: string }
  | { readonly state: 'failed'; readonly reason: 'gone' | 'refused' | 'unknown' | 'expired' }
  | { readonly state: 'due'; readonly at: Date; readonly reached?: readonly SubscriptionId[] }

/** A second push of one tag replaces the first, so it may be repeated; nothing else may. */
const canRepeat = (channel: SentChannel): boolean => channel === 'push'

/**
 * `tries` includes the one that ended so; `chance` in [0, 1) spreads the waits. A wait that a
 * provider asks for is never cut short: one that would end too late ends the delivery.
 */
export function after(
  { channel, tries, readyAt }: Pick<Delivery, 'channel' | 'tries' | 'readyAt'>,
  outcome: Outcome,
  { firstMs, longestMs, maxAgeMs }: Retries,
  now: Date,
  chance: () => number,
): Next {
  if (outcome.is === 'accepted') return { state: 'sent', reference: outcome.reference }
  if (outcome.is === 'gone' || outcome.is === 'refused')
    return { state: 'failed', reason: outcome.is }
  if (outcome.is === 'unknown' && !canRepeat(channel)) return { state: 'failed', reason: 'unknown' }
  const asked = outcome.is === 'unknown' ? 0 : (outcome.retryAfterMs ?? 0)
  const left = readyAt.getTime() + maxAgeMs[channel] - now.getTime()
  if (left <= 0 || asked > left)
    return outcome.is === 'partly'
      ? { state: 'sent', reference: outcome.reference }
      : { state: 'failed', reason: 'expired' }
  const wait = Math.max(asked, backoffMs(tries - 1, { firstMs, maxMs: longestMs }, chance))
  const at = new Date(now.getTime() + Math.min(wait, left))
  return { state: 'due', at, ...(outcome.is === 'partly' && { reached: outcome.reached }) }
}

/** Of one whose process died while it was being sent. */
export const abandoned = ({ channel }: Pick<Delivery, 'channel'>): 'again' | 'unknown' =>
  canRepeat(channel) ? 'again' : 'unknown'
