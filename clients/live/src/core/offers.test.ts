// Proves that an offer is shown as what it is: from any part of its log nothing that is not so.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatEvent } from '../frames.ts'
import { EMPTY_LOG, type Log, withEvents } from './log.ts'
import { type Offer, offersOf, stateAt, stateBy } from './offers.ts'

const AT = '2026-01-02T03:04:05.000Z'
const UNTIL = '2026-01-05T03:04:05.000Z'
const step = (seq: number, name: string, more: { offerId?: string; version?: number } = {}) =>
  ({
    ...{ seq, type: 'offer', actor: 'a', at: AT },
    body: {
      offer: {
        ...{ offerId: 'o1', step: name, expiresAt: UNTIL },
        ...{ price: { minor: seq, currency: 'PKR' }, ...more },
      },
    },
  }) satisfies ChatEvent
const word = (seq: number): ChatEvent => ({
  ...{ seq, type: 'message', actor: 'a', at: AT, body: { kind: 'text', text: 'w' } },
})
const logOf = (events: readonly ChatEvent[], lastSeq = 0): Log =>
  withEvents(EMPTY_LOG, events, lastSeq).log
const shown = (log: Log) =>
  offersOf(log).map((item) =>
    item.kind === 'offer' ? `${item.seq} ${item.state}` : `${item.seq}: ${item.end}`,
  )

test('a price is open until another is named, and the last one until somebody ends it', () => {
  const log = logOf([step(1, 'made'), word(2), step(3, 'countered')])
  expect(shown(log)).toEqual(['1 countered', '3 open'])
  const ended = withEvents(log, [word(4), step(5, 'accepted')]).log
  expect(shown(ended)).toEqual(['1 countered', '3 accepted', '5: accepted'])
})

test.each(['accepted', 'declined', 'withdrawn', 'expired'])('an offer is %s', (end) => {
  expect(shown(logOf([step(1, 'made'), step(2, end)]))).toEqual([`1 ${end}`, `2: ${end}`])
})

test('where something is missing behind a price nobody says that it is open', () => {
  expect(shown(logOf([step(1, 'made')], 3))).toEqual(['1 unknown'])
  expect(shown(logOf([step(1, 'made'), step(3, 'accepted')]))).toEqual(['1 unknown', '3: accepted'])
  expect(shown(logOf([step(1, 'made'), step(2, 'declined')], 9))[0]).toBe('1 declined')
})

test('two offers of one conversation do not touch each other', () => {
  const second = { offerId: 'o2' }
  const log = logOf([step(1, 'made'), step(2, 'declined'), step(3, 'made', second)])
  expect(shown(log)).toEqual(['1 declined', '2: declined', '3 open'])
})

test('a step of a later build is not shown, and what it did to the offer is not guessed', () => {
  expect(shown(logOf([step(1, 'made'), step(2, 'raffled')]))).toEqual(['1 unknown'])
})

test('an open price is over when its time is, an answered one stays what it is', () => {
  const [open] = offersOf(logOf([step(1, 'made')])) as [Offer]
  expect(stateAt(open, Date.parse(UNTIL) - 1)).toBe('open')
  expect(stateAt(open, Date.parse(UNTIL))).toBe('expired')
  expect(stateAt({ ...open, state: 'accepted' }, Date.parse(UNTIL))).toBe('accepted')
  const { expiresAt: _, ...endless } = open.step
  expect(stateAt({ ...open, step: endless }, Infinity)).toBe('open')
})

test('what the server answers counts for the price it is about, and for older ones', () => {
  const named = { version: 2 }
  expect(stateBy(named, undefined)).toBeUndefined()
  expect(stateBy(named, { version: 2, state: 'countered' })).toBeUndefined()
  expect(stateBy(named, { version: 3, state: 'declined' })).toBe('declined')
  expect(stateBy(named, { version: 3, state: 'countered' })).toBe('countered')
  expect(stateBy(named, { version: 4, state: 'accepted' })).toBe('countered')
  expect(stateBy(named, { version: 3, state: 'raffled' })).toBe('unknown')
  expect(stateBy({}, { version: 3, state: 'accepted' })).toBeUndefined()
})

/** Offers one after the other, as the two make and answer them, with words between. */
const history = fc
  .array(fc.constantFrom('word', 'countered', 'accepted', 'declined', 'withdrawn', 'expired'), {
    ...{ minLength: 1, maxLength: 30 },
  })
  .map((wishes) => {
    let nth = 0
    let version = 0
    return wishes.map((wish, i): ChatEvent => {
      if (wish === 'word') return word(i + 1)
      const name = version === 0 ? 'made' : wish
      if (name === 'made') nth += 1
      version += 1
      const event = step(i + 1, name, { offerId: `o${nth}`, version })
      if (name !== 'made' && name !== 'countered') version = 0
      return event
    })
  })

test('in pieces, shuffled and repeated: at every moment the truth or that it is unknown', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (events, chance) => {
      const next = (): number => Number(chance.next().value)
      const truth = new Map(offersOf(logOf(events)).map((item) => [item.seq, item]))
      const shuffled = events
        .flatMap((event) => (next() % 3 === 0 ? [event, event] : [event]))
        .map((event) => ({ event, place: next() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ event }) => event)
      let log = EMPTY_LOG
      while (shuffled.length > 0) {
        log = withEvents(log, shuffled.splice(0, 1 + (next() % 4)), events.length).log
        for (const item of offersOf(log))
          if (item.kind === 'offer' && item.state === 'unknown')
            expect({ ...truth.get(item.seq), state: 'unknown' }).toEqual(item)
          else expect(item).toEqual(truth.get(item.seq))
      }
      expect(offersOf(log)).toEqual([...truth.values()])
    }),
  )
})

test('of each offer at most one price is open, and it is the last', () => {
  fc.assert(
    fc.property(history, (events) => {
      for (const length of events.keys()) {
        const items = offersOf(logOf(events.slice(0, length + 1)))
        const open = items.filter((item) => item.kind === 'offer' && item.state === 'open')
        expect(open.length).toBeLessThanOrEqual(1)
        if (open[0]) expect(items.at(-1)).toBe(open[0])
      }
    }),
  )
})
