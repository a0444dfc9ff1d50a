// Ids are UUIDv7 and nothing else passes for one.
import { expect, test } from 'vitest'
import { isId, newId } from './id.ts'

test('a new id is a version 7 UUID', () => {
  const id = newId()
  expect(isId(id)).toBe(true)
  expect(id[14]).toBe('7')
})

test('a path, an empty text and an upper-case id are no ids', () => {
  expect(['../x', '', newId().toUpperCase()].some(isId)).toBe(false)
})
