// Rules of one note: how it begins, ends by hand or by the clock, and leaves.
import { expect, test } from 'vitest'
import type { NoteId, PersonId } from './ids.ts'
import { begin, erase, expire, finish, isFinished } from './note.ts'

const NOW = new Date('2026-03-01T08:00:00Z')
const LIMITS = { maxTitle: 20, openMs: 1_000 }
const after = (ms: number): Date => new Date(NOW.getTime() + ms)
const id = '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a3' as NoteId
const owner = '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a4' as PersonId
const beginWith = (title: string) => begin({ id, owner, title }, NOW, LIMITS)

test('it begins open at version 1, with a tidy title and a time to end', () => {
  expect(beginWith('  Ring the bank ')).toEqual({
    ...{ id, owner, version: 1, state: 'open', title: 'Ring the bank' },
    ...{ createdAt: NOW, dueAt: after(1_000) },
  })
})

test.each([
  ['', 'TEXT_EMPTY'],
  ['two\nlines', 'TEXT_LINES'],
  ['x'.repeat(21), 'TOO_LONG'],
])('the title %j is refused as %s', (title, code) => {
  expect(() => beginWith(title)).toThrow(
    expect.objectContaining({
      code: 'INVALID_NOTE',
      fields: [expect.objectContaining({ path: 'title', code })],
    }),
  )
})

test('it is finished once, and only the version that was finished counts as a repeat', () => {
  const done = finish(beginWith('x'), after(10))
  expect(done).toMatchObject({ version: 2, state: 'done', endedAt: after(10) })
  expect(() => finish(done, after(20))).toThrow('NOTE_NOT_OPEN')
  expect([0, 1, 2].map((version) => isFinished(done, version))).toEqual([false, true, false])
  expect(isFinished(beginWith('x'), 0)).toBe(false)
})

test('it expires when its time has come, not before, and not once it is over', () => {
  const open = beginWith('x')
  expect(expire(open, after(999))).toBeUndefined()
  expect(expire(open, after(1_000))).toMatchObject({ version: 2, state: 'expired' })
  expect(expire(finish(open, NOW), after(1_000))).toBeUndefined()
})

test('one that is erased leaves its id at the next version, and nothing else', () => {
  expect(erase(beginWith('x'))).toEqual({ id, version: 2 })
})
