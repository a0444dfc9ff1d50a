// What becomes of a send: repeated only where repeating does no harm, and never without end.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryId, PersonId, SubscriptionId } from '../ids.ts'
import { abandoned, after, judge, type Outcome } from './delivery.ts'
import { KINDS, type Kind, type SentChannel } from './news.ts'

const NOW = new Date('2026-11-28T07:00:00Z')
const DAY_MS = 86_400_000
const maxAgeMs = { push: DAY_MS, email: DAY_MS, sms: 3_600_000, whatsapp: 3_600_000 }
const retries = { firstMs: 10_000, longestMs: 300_000, maxAgeMs }
/** The longest that a wait can be. */
const whole = () => 1
const later = (ms: number) => new Date(NOW.getTime() + ms)
const channel = fc.constantFrom<SentChannel>('push', 'email', 'sms', 'whatsapp')
const outcome = fc.oneof(
  fc.constant<Outcome>({ is: 'accepted', reference: 'r' }),
  fc.constant<Outcome>({ is: 'partly', reference: 'r', reached: ['laptop' as SubscriptionId] }),
  fc.constant<Outcome>({ is: 'gone' }),
  fc.constant<Outcome>({ is: 'refused' }),
  fc.constant<Outcome>({ is: 'unknown' }),
  fc
    .option(fc.integer({ min: 1, max: 3_600_000 }), { nil: undefined })
    .map((ms): Outcome => ({ is: 'deferred', ...(ms !== undefined && { retryAfterMs: ms }) })),
)

const push: readonly SentChannel[] = ['push']
const defaults = {
  channels: { messages: push, offers: push, contacts: push, 'saved-ads': push, alerts: push },
  quiet: { from: 0, to: 0, zone: 'Asia/Karachi', purposes: [] },
}
const judged = (kind: Kind, reading: { silenced: boolean } | 'gone') =>
  judge(
    {
      ...{ id: 'd' as DeliveryId, person: 'p' as PersonId, channel: 'push', kind, group: 'g' },
      ...{ facts: { seq: 1 }, events: 1, tries: 0, readyAt: NOW, reached: [] },
    },
    {
      ...{ preferences: { purposes: {} }, defaults, now: NOW },
      reading: reading === 'gone' ? reading : { unread: 1, readSeq: 0, ...reading },
    },
  )

test('in a silenced conversation neither messages nor steps of offers ring', () => {
  const talk = KINDS.filter((kind) => kind === 'message' || kind.startsWith('offer-'))
  expect(talk).toHaveLength(7)
  for (const kind of talk) {
    const silenced = { do: 'drop', reason: 'silenced' }
    expect([kind, judged(kind, { silenced: true })]).toEqual([kind, silenced])
    expect([kind, judged(kind, { silenced: false })]).toEqual([kind, { do: 'send' }])
  }
})

test('a conversation that is gone ends a message, and an offer is told all the same', () => {
  expect(judged('message', 'gone')).toEqual({ do: 'drop', reason: 'gone' })
  expect(judged('offer-declined', 'gone')).toEqual({ do: 'send' })
})

test('whatever a channel answers, a delivery waits no longer than its age allows', () => {
  fc.assert(
    fc.property(channel, fc.array(outcome, { minLength: 1 }), fc.nat(99), (way, answers, share) => {
      let at = NOW
      for (let tries = 1; ; tries += 1) {
        const answer = answers[tries % answers.length]!
        const next = after(
          { channel: way, tries, readyAt: NOW },
          ...([answer, retries, at, () => share / 100] as const),
        )
        if (next.state !== 'due') return true
        expect(next.at.getTime()).toBeGreaterThan(at.getTime())
        expect(next.at.getTime()).toBeLessThanOrEqual(NOW.getTime() + maxAgeMs[way])
        at = next.at
      }
    }),
  )
})

test('what is refused for good is not asked again', () => {
  const refused = { is: 'refused' } as const
  const first = { channel: 'push', tries: 1, readyAt: NOW } as const
  expect(after(first, refused, retries, NOW, whole)).toEqual({
    ...{ state: 'failed', reason: 'refused' },
  })
})

test('what may have been sent is never sent again, but for a push', () => {
  const unknown = (way: SentChannel) =>
    after({ channel: way, tries: 1, readyAt: NOW }, { is: 'unknown' }, retries, NOW, whole).state
  expect(unknown('push')).toBe('due')
  for (const way of ['email', 'sms', 'whatsapp'] as const) {
    expect(unknown(way)).toBe('failed')
    expect(abandoned({ channel: way })).toBe('unknown')
  }
  expect(abandoned({ channel: 'push' })).toBe('again')
})

test('what one device has is sent, however long the others fail; until then they wait', () => {
  const reached = ['laptop'] as SubscriptionId[]
  const partly = { is: 'partly', reference: 'r', reached, retryAfterMs: 90_000 } as const
  const next = (now: Date) =>
    after({ channel: 'push', tries: 1, readyAt: NOW }, partly, retries, now, whole)
  expect(next(NOW)).toEqual({ state: 'due', at: later(90_000), reached })
  expect(next(later(DAY_MS))).toEqual({ state: 'sent', reference: 'r' })
})

const waits = (tries: number, readyAt = NOW, retryAfterMs?: number, chance = whole) => {
  const asked = retryAfterMs !== undefined && { retryAfterMs }
  const push = { channel: 'push', tries, readyAt } as const
  const next = after(push, { is: 'deferred', ...asked }, retries, NOW, chance)
  return next.state === 'due' ? next.at.getTime() - NOW.getTime() : next
}

test('each wait is about twice the last up to the longest, never shorter than asked for', () => {
  expect([1, 2, 3, 50].map((tries) => waits(tries))).toEqual([10_000, 20_000, 40_000, 300_000])
  expect(waits(1, NOW, undefined, () => 0)).toBe(5_000)
  expect(waits(1, NOW, 90_000)).toBe(90_000)
})

test('the last try is at the age that ends it; a wait beyond that ends it at once', () => {
  const nearlyADayAgo = later(60_000 - DAY_MS)
  expect(waits(50, nearlyADayAgo)).toBe(60_000)
  expect(waits(50, nearlyADayAgo, 90_000)).toEqual({ state: 'failed', reason: 'expired' })
  expect(waits(50, later(-DAY_MS))).toEqual({ state: 'failed', reason: 'expired' })
})
