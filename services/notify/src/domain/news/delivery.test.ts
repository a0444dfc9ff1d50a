// What becomes of a send: repeated only where repeating does no harm, and never without end.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryId, PersonId, SubscriptionId } from '../ids.ts'
import { abandoned, after, judge, type Outcome } from './delivery.ts'
import { KINDS, type Kind, type SentChannel } from './news.ts'

const NOW = new Date('2026-11-28T07:00:00Z')
const retries = { max: 5, firstMs: 10_000 }
const channel = fc.constantFrom<SentChannel>('push', 'email', 'sms', 'whatsapp')
const outcome = fc.oneof(
  fc.constant<Outcome>({ is: 'accepted', reference: 'r' }),
  fc.constant<Outcome>({ is: 'partly', reference: 'r', reached: ['laptop' as SubscriptionId] }),
  fc.constant<Outcome>({ is: 'gone' }),
  fc.constant<Outcome>({ is: 'unknown' }),
  fc
    .option(fc.integer({ min: 1, max: 3_600_000 }), { nil: undefined })
    .map((ms): Outcome => ({ is: 'refused', ...(ms !== undefined && { retryAfterMs: ms }) })),
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
      ...{ facts: { seq: 1 }, events: 1, tries: 0, reached: [] },
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

test('whatever a channel answers, sends of one delivery end', () => {
  fc.assert(
    fc.property(channel, fc.array(outcome, { minLength: 5, maxLength: 5 }), (way, answers) => {
      const states = answers.map(
        (answer, index) => after({ channel: way, tries: index + 1 }, answer, retries, NOW).state,
      )
      expect(states.at(-1)).not.toBe('due')
    }),
  )
})

test('what may have been sent is never sent again, but for a push', () => {
  const unknown = (way: SentChannel) =>
    after({ channel: way, tries: 1 }, { is: 'unknown' }, retries, NOW).state
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
  const next = (tries: number) => after({ channel: 'push', tries }, partly, retries, NOW)
  expect(next(1)).toEqual({ state: 'due', at: new Date(NOW.getTime() + 90_000), reached })
  expect(next(5)).toEqual({ state: 'sent', reference: 'r' })
})

test('each wait is twice the last, and never shorter than what was asked for', () => {
  const waits = [1, 2, 3].map((tries) => {
    const next = after({ channel: 'push', tries }, { is: 'refused' }, retries, NOW)
    return next.state === 'due' ? next.at.getTime() - NOW.getTime() : 0
  })
  expect(waits).toEqual([10_000, 20_000, 40_000])
  const asked = { is: 'refused', retryAfterMs: 90_000 } as const
  expect(after({ channel: 'push', tries: 1 }, asked, retries, NOW)).toEqual({
    ...{ state: 'due', at: new Date(NOW.getTime() + 90_000) },
  })
})
