// Proves that a seller is asked for a name once, and only without one.
import type { Person } from '@pk-auto/client-api/pwa.gen'
import { expect, test } from 'vitest'
import { mayAskName } from './name-question.tsx'

const nameless = { id: 'p1', displayName: '' } as Person
const holding = (value: string | null) => () => ({ getItem: () => value }) as unknown as Storage

test('who has no name and was not asked is asked', () => {
  expect(mayAskName(nameless, holding(null))).toBe(true)
  expect(mayAskName(nameless, holding('somebody else'))).toBe(true)
})

test('who has a name, was asked, or is not known is not asked', () => {
  expect(mayAskName({ ...nameless, displayName: 'Ayesha' }, holding(null))).toBe(false)
  expect(mayAskName(nameless, holding('p1'))).toBe(false)
  expect(mayAskName(undefined, holding(null))).toBe(false)
})

test('where nothing can be remembered nobody is asked each time', () => {
  const refused = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }
  expect(mayAskName(nameless, refused)).toBe(false)
})
