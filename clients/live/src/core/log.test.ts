// Proves that a log is drawn without lies: no gap as neighbours, no event twice, edits and
// deletions where they belong, in whatever order things arrive.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatEvent } from '../frames.ts'
import { EMPTY_LOG, holesOf, itemsOf, type Log, newestOf, oldestOf, withEvents } from './log.ts'

const message = (seq: number, text = `word ${seq}`): ChatEvent => ({
  ...{ seq, type: 'message', actor: 'a', at: '2026-01-02T03:04:05.000Z' },
  body: { kind: 'text', text },
})
const edited = (seq: number, of: number, text: string): ChatEvent => ({
  ...{ seq, type: 'edited', actor: 'a', at: '2026-01-02T03:04:05.000Z', body: { of, text } },
})
const deleted = (seq: number, of: number): ChatEvent => ({
  ...{ seq, type: 'deleted', actor: 'a', at: '2026-01-02T03:04:05.000Z', body: { of } },
})
const logOf = (events: readonly ChatEvent[], lastSeq = 0): Log =>
  withEvents(EMPTY_LOG, events, lastSeq).log
const drawn = (log: Log) =>
  itemsOf(log).map((item) => (item.kind === 'hole' ? `${item.from}–${item.to}` : item.text))

test('between two messages that are not neighbours stands a hole', () => {
  expect(drawn(logOf([message(5), message(9)], 12))).toEqual(['word 5', '6–8', 'word 9', '10–12'])
})

test('an edit of a message that comes later is applied when it comes', () => {
  const log = logOf([edited(3, 1, 'new')], 3)
  expect(drawn(withEvents(log, [message(1, 'old'), message(2)]).log)).toEqual(['new', 'word 2'])
})

test('of two edits the one with the greater number counts, however late it comes', () => {
  const log = logOf([message(1), edited(4, 1, 'second')])
  const { log: whole } = withEvents(log, [edited(2, 1, 'first'), message(3)])
  expect(drawn(whole)).toEqual(['second', 'word 3'])
})

test('a deleted picture leaves the device, whichever of the two comes first', () => {
  const body = { kind: 'image', media: { id: 'm1', width: 4, height: 3 } } as const
  const picture: ChatEvent = { ...message(1), body }
  for (const events of [
    [picture, deleted(2, 1)],
    [deleted(2, 1), picture],
  ]) {
    const log = events.reduce((before, event) => withEvents(before, [event]).log, EMPTY_LOG)
    expect(log.events.get(1)?.body).toEqual({ kind: 'image' })
    expect(itemsOf(log)).toEqual([expect.not.objectContaining({ media: body.media })])
  }
  expect(itemsOf(logOf([picture]))).toMatchObject([{ content: 'image', media: body.media }])
})

test('deleted words leave the log and what is stored, also those of its edits', () => {
  const before = logOf([message(1, 'secret'), edited(2, 1, 'another secret')])
  const { log, fresh } = withEvents(before, [deleted(3, 1)])
  expect(itemsOf(log)).toMatchObject([{ seq: 1, text: '', deleted: true }])
  expect(fresh.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
  expect(JSON.stringify([...fresh, ...log.events.values()])).not.toContain('secret')
})

test('words that come after their deletion are not stored either', () => {
  const { fresh } = withEvents(logOf([deleted(2, 1)]), [message(1, 'secret')])
  expect(JSON.stringify(fresh)).not.toContain('secret')
})

test('a repeat changes nothing and stores nothing', () => {
  const log = logOf([message(1), message(2)])
  expect(withEvents(log, [message(2), message(1)])).toEqual({ log, fresh: [] })
  expect(withEvents(log, [message(2)]).log).toBe(log)
})

const history = fc
  .array(fc.constantFrom('message', 'edited', 'deleted'), { minLength: 1, maxLength: 40 })
  .map((kinds) =>
    kinds.map((kind, i): ChatEvent => {
      const seq = i + 1
      const of = Math.max(1, Math.floor(seq / 2))
      if (kind === 'edited' && i > 0) return edited(seq, of, `edit ${seq}`)
      return kind === 'deleted' && i > 0 ? deleted(seq, of) : message(seq)
    }),
  )

test('in pieces, shuffled and repeated, a log is what it is in one piece', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (events, chance) => {
      const next = (): number => Number(chance.next().value)
      const repeated = events.flatMap((event) => (next() % 3 === 0 ? [event, event] : [event]))
      const shuffled = repeated
        .map((event) => ({ event, place: next() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ event }) => event)
      let log = EMPTY_LOG
      while (shuffled.length > 0) {
        log = withEvents(log, shuffled.splice(0, 1 + (next() % 5)), events.length).log
        // At every moment each number behind the oldest is either there or in a hole.
        const inHoles = holesOf(log).reduce((sum, { from, to }) => sum + to - from + 1, 0)
        expect(log.events.size + inHoles).toBe(log.lastSeq - oldestOf(log) + 1)
      }
      expect(holesOf(log)).toEqual([])
      expect(newestOf(log)).toBe(events.length)
      expect(itemsOf(log)).toEqual(itemsOf(logOf(events)))
    }),
  )
})
