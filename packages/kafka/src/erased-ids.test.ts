// Erased is whose last event is a tombstone under an id; nothing else erases anything.
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import { erasedIds } from './erased-ids.ts'

const [one, two] = [newId(), newId()]

test('tombstones erase, in their order, and states do not', () => {
  const events = [
    { key: two, value: null },
    { key: newId(), value: { version: 1 } },
    { key: one, value: null },
  ]
  expect(erasedIds(events)).toEqual([two, one])
})

test('a key that is no id erases nobody: some other tool has written it', () => {
  const keys = ['', 'x', one.toUpperCase(), `${one} `]
  expect(erasedIds(keys.map((key) => ({ key, value: null })))).toEqual([])
})
