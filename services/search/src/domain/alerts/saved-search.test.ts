// What may be saved, and what its owner may change.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { NO_FILTERS } from '../filters.ts'
import type { PersonId, SavedSearchId } from './ids.ts'
import { change, isChanged, save, type Wishes } from './saved-search.ts'

const wishes: Wishes = { name: '  Corolla for Abbu ', frequency: 'instant', channels: ['push'] }
const subject = {
  id: 'search' as SavedSearchId,
  person: 'person' as PersonId,
  ...{ market: 'pk', channel: 'automart', words: [], wishes },
  filters: { ...NO_FILTERS, terms: { make: ['toyota'] } },
}
const now = new Date('2026-01-01T00:00:00Z')
const problems = (work: () => unknown): string[] => {
  try {
    work()
    return []
  } catch (error) {
    return (error as DomainError).fields.map(({ path, code }) => `${path} ${code}`)
  }
}

test('a saved search begins at version 1 with a tidy name, or none', () => {
  expect(save(subject, now)).toMatchObject({ version: 1, name: 'Corolla for Abbu', createdAt: now })
  expect(save({ ...subject, wishes: { ...wishes, name: ' ' } }, now).name).toBe('')
})

test('its owner may be reached by every channel of notices', () => {
  const channels = ['push', 'in-app', 'email', 'sms', 'whatsapp']
  expect(save({ ...subject, wishes: { ...wishes, channels } }, now).notifyBy).toEqual(channels)
})

test.each([
  ['name TOO_LONG', { ...wishes, name: 'x'.repeat(81) }],
  ['name TEXT_LINES', { ...wishes, name: 'two\nlines' }],
  ['frequency UNKNOWN_VALUE', { ...wishes, frequency: 'hourly' }],
  ['channels REQUIRED', { ...wishes, channels: [] }],
  ['channels UNKNOWN_VALUE', { ...wishes, channels: ['push', 'fax'] }],
])('%s is refused', (problem, wrong) => {
  expect(problems(() => save({ ...subject, wishes: wrong }, now))).toEqual([problem])
})

test('a search for everything is refused, with all else that is wrong', () => {
  const all = { ...subject, filters: NO_FILTERS, wishes: { ...wishes, frequency: '' } }
  expect(problems(() => save(all, now))).toEqual(['query REQUIRED', 'frequency UNKNOWN_VALUE'])
  expect(problems(() => save({ ...all, wishes, words: ['grande'] }, now))).toEqual([])
})

test('a change raises the version, and the same change again is no other', () => {
  const before = save(subject, now)
  const after = change(before, { frequency: 'daily' })
  expect(after).toEqual({ ...before, version: 2, frequency: 'daily' })
  expect(isChanged(after, { frequency: 'daily' }, 1)).toBe(true)
  expect(isChanged(after, { frequency: 'instant' }, 1)).toBe(false)
  expect(isChanged(after, { frequency: 'daily' }, 2)).toBe(false)
})
