// When a retained original goes.
import { expect, test } from 'vitest'
import { nextOriginalDueAt, originalDueAt } from './retention.ts'

const noon = new Date('2026-11-20T12:00:00.000Z')

test('an original goes so many days after the last listing with its picture ended', () => {
  expect(nextOriginalDueAt({ open: false, lastEnd: noon }, 90)).toEqual(
    new Date('2027-02-18T12:00:00.000Z'),
  )
  expect(nextOriginalDueAt({ open: false, lastEnd: noon }, 90)).toEqual(originalDueAt(noon, 90))
})

test('it stays while a listing or draft with it is open, and has no date when nobody has it', () => {
  expect(nextOriginalDueAt({ open: true, lastEnd: noon }, 90)).toBeUndefined()
  expect(nextOriginalDueAt({ open: true }, 90)).toBeUndefined()
  expect(nextOriginalDueAt(undefined, 90)).toBeUndefined()
})
