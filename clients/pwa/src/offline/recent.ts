// The ads that were seen last on this device, the latest first: known here alone, by person.
import { ANYONE } from './copies.ts'

const PREFIX = 'automart.seen.'
const MOST = 20

export type Seen = {
  readonly id: string
  /** The path in English. */
  readonly path: string
  readonly title: { readonly en: string; readonly ur: string }
  readonly rupees: number
  readonly photo?: string
}
type Device = () => Storage

const keyOf = (person: string | undefined): string => PREFIX + (person ?? ANYONE)

const isSeen = (one: unknown): one is Seen =>
  typeof one === 'object' && one !== null && 'id' in one && 'path' in one && 'title' in one

/** Of a person, or of anyone before signing in. Without storage there are none. */
export const readSeen = (person: string | undefined, device: Device): readonly Seen[] => {
  try {
    const stored = JSON.parse(device().getItem(keyOf(person)) ?? '[]') as unknown
    return Array.isArray(stored) ? stored.filter(isSeen) : []
  } catch {
    return []
  }
}

const write = (person: string | undefined, all: readonly Seen[], device: Device): void => {
  try {
    if (all.length === 0) device().removeItem(keyOf(person))
    else device().setItem(keyOf(person), JSON.stringify(all.slice(0, MOST)))
  } catch {
    // Storage is full or refused: nothing is remembered.
  }
}

/** An ad seen again moves to the front. */
export const addSeen = (person: string | undefined, one: Seen, device: Device): void =>
  write(person, [one, ...readSeen(person, device).filter(({ id }) => id !== one.id)], device)

export const clearSeen = (person: string | undefined, device: Device): void =>
  write(person, [], device)

/** What was seen before signing in is theirs who signed in; what others saw is removed. */
export const adoptSeen = (person: string, device: Device): void => {
  const before = readSeen(undefined, device)
  const own = readSeen(person, device).filter(({ id }) => before.every((one) => one.id !== id))
  forgetSeen(device)
  write(person, [...before, ...own], device)
}

/** Removes what anybody saw on this device. */
export const forgetSeen = (device: Device): void => {
  try {
    const storage = device()
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
    for (const key of keys) if (key.startsWith(PREFIX)) storage.removeItem(key)
  } catch {
    // Without storage there is nothing to forget.
  }
}
