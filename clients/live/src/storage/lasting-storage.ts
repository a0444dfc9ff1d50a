// Storage that never fails its user: what the device refuses stays in memory, as long as the page.
import type { Storage } from '../ports.ts'
import { indexedDbStorage } from './indexed-db-storage.ts'
import { memoryStorage } from './memory-storage.ts'

const withFallback = (device: Storage, memory: Storage): Storage => {
  const quiet = (work: Promise<void>): Promise<void> => work.catch(() => undefined)
  return {
    rows: (person) => device.rows(person).catch(() => memory.rows(person)),
    putRows: (person, rows) =>
      device.putRows(person, rows).catch(() => memory.putRows(person, rows)),
    events: (person, conv) => device.events(person, conv).catch(() => memory.events(person, conv)),
    putEvents: (person, conv, events) =>
      device.putEvents(person, conv, events).catch(() => memory.putEvents(person, conv, events)),
    outbox: async (person) => {
      const stored = await device.outbox(person).catch(() => [])
      return [...stored, ...(await memory.outbox(person))].toSorted((a, b) => a.order - b.order)
    },
    putEntry: async (person, entry) => {
      try {
        await device.putEntry(person, entry)
        await memory.removeEntry(person, entry.clientId)
      } catch {
        await memory.putEntry(person, entry)
      }
    },
    removeEntry: async (person, clientId) => {
      await memory.removeEntry(person, clientId)
      await quiet(device.removeEntry(person, clientId))
    },
    cursor: (person) => device.cursor(person).catch(() => undefined),
    putCursor: (person, cursor) => quiet(device.putCursor(person, cursor)),
    forget: async (person) => {
      await memory.forget(person)
      await device.forget(person)
    },
  }
}

/** Only `forget` can fail. */
export const openStorage = async (
  factory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<Storage> => {
  try {
    return factory
      ? withFallback(await indexedDbStorage(factory), memoryStorage())
      : memoryStorage()
  } catch {
    return memoryStorage()
  }
}
