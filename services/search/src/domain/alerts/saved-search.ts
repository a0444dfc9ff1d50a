// A search that a person has saved: what it asks for, how often and by what its owner is reached.
// Pure.
import { textFault, tidyText } from '@pk-auto/kernel/readable-text'
import { errors, type FieldProblem } from '../errors.ts'
import { type Filters, namesOf } from '../filters.ts'
import type { PersonId, SavedSearchId } from './ids.ts'

export const FREQUENCIES = ['instant', 'daily'] as const
export type Frequency = (typeof FREQUENCIES)[number]
const WAYS = ['push', 'in-app', 'email', 'sms', 'whatsapp'] as const
/** A way to reach a person. */
export type Way = (typeof WAYS)[number]

/** What an ad must be to match: every filter, and every word among its names. */
export type Predicate = { readonly filters: Filters; readonly words: readonly string[] }

export type SavedSearch = Predicate & {
  readonly id: SavedSearchId
  /** Grows by one with every change. */
  readonly version: number
  readonly person: PersonId
  /** Empty until its owner gives one. */
  readonly name: string
  readonly market: string
  /** The brand's, on which it was saved. */
  readonly channel: string
  readonly frequency: Frequency
  readonly notifyBy: readonly Way[]
  readonly createdAt: Date
}

/** What its owner may set at any time. */
export type Wishes = {
  readonly name: string
  readonly frequency: string
  readonly channels: readonly string[]
}

const MOST_NAME = 80

type Subject = Predicate &
  Pick<SavedSearch, 'id' | 'person' | 'market' | 'channel'> & { readonly wishes: Wishes }

/** A new one at version 1. @throws INVALID_ALERT (invalid) naming every wrong field */
export function save({ wishes, ...subject }: Subject, now: Date): SavedSearch {
  const { filters, words } = subject
  const problems: FieldProblem[] = []
  if (namesOf(filters).length === 0 && words.length === 0)
    problems.push({ path: 'query', code: 'REQUIRED', message: 'needs a filter or a word' })
  return { ...subject, ...readWishes(wishes, problems), version: 1, createdAt: now }
}

/** @throws INVALID_ALERT (invalid) naming every wrong field */
export function change(search: SavedSearch, wishes: Partial<Wishes>): SavedSearch {
  const { name, frequency, notifyBy: channels } = search
  const wished = readWishes({ name, frequency, channels, ...wishes }, [])
  return { ...search, ...wished, version: search.version + 1 }
}

/** Whether the search is already what changing that version made of it. */
export function isChanged(search: SavedSearch, wishes: Partial<Wishes>, from: number): boolean {
  if (search.version !== from + 1) return false
  const { name = search.name, frequency = search.frequency } = wishes
  const { channels = search.notifyBy } = wishes
  return (
    tidyText(name) === search.name &&
    frequency === search.frequency &&
    [...channels].sort().join() === [...search.notifyBy].sort().join()
  )
}

function readWishes({ name, frequency, channels }: Wishes, problems: FieldProblem[]) {
  const tidy = tidyText(name)
  const fault = tidy === '' ? undefined : nameFault(tidy)
  if (fault) problems.push({ path: 'name', ...fault })
  if (!isOneOf(FREQUENCIES, frequency))
    problems.push({ path: 'frequency', code: 'UNKNOWN_VALUE', message: 'must be instant or daily' })
  if (channels.length === 0)
    problems.push({ path: 'channels', code: 'REQUIRED', message: 'needs at least one' })
  if (!channels.every((way) => isOneOf(WAYS, way)))
    problems.push({
      ...{ path: 'channels', code: 'UNKNOWN_VALUE' },
      message: `may be ${WAYS.join(', ')}`,
    })
  if (problems.length > 0) throw errors.INVALID_ALERT({}, { fields: problems })
  return {
    name: tidy,
    frequency: frequency as Frequency,
    notifyBy: [...new Set(channels)] as Way[],
  }
}

// The length first: a text that is too long is not examined any further.
const nameFault = (name: string) =>
  name.length > MOST_NAME
    ? ({ code: 'TOO_LONG', message: `at most ${MOST_NAME} letters` } as const)
    : textFault(name, 'one')

const isOneOf = (all: readonly string[], one: string): boolean => all.includes(one)
