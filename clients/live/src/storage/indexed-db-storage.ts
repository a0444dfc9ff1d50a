// Copies and unsent messages in IndexedDB: what outlives a closed tab, a dead battery, a day
// offline.
import type { ChatEvent, Row } from '../frames.ts'
import type { Entry } from '../core/outbox.ts'
import type { Cursor, Storage } from '../ports.ts'
import { STORED_EVENTS } from './stored-events.ts'

const STORES = ['rows', 'events', 'outbox', 'cursor'] as const
type Store = (typeof STORES)[number]
type Key = readonly (string | number)[]

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })

/** A write is there when its transaction is: a full disk ends one whose requests succeeded. */
const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('IndexedDB refused')),
    )
  })

/** Every key that begins with these parts: an array sorts behind all text and numbers. */
const under = (...parts: Key): IDBKeyRange => IDBKeyRange.bound([...parts], [...parts, []])

const openDatabase = (factory: IDBFactory, name: string): Promise<IDBDatabase> => {
  const opening = factory.open(name, 1)
  opening.addEventListener('upgradeneeded', () => {
    for (const store of STORES) opening.result.createObjectStore(store)
  })
  return result(opening)
}

/** Opens the database. @throws DOMException where the browser has none (private windows) */
export const indexedDbStorage = async (
  factory: IDBFactory,
  name = 'automart-chat',
): Promise<Storage> => {
  const database = await openDatabase(factory, name)
  const write = async (
    stores: readonly Store[],
    change: (store: (name: Store) => IDBObjectStore) => void,
  ): Promise<void> => {
    // What was acknowledged as written must survive a dead battery.
    const transaction = database.transaction([...stores], 'readwrite', { durability: 'strict' })
    const done = committed(transaction)
    change((one) => transaction.objectStore(one))
    await done
  }
  const put = (store: Store, key: Key, value: unknown): Promise<void> =>
    write([store], (open) => void open(store).put(value, [...key]))
  const all = <T>(store: Store, range: IDBKeyRange): Promise<T[]> =>
    result(database.transaction(store).objectStore(store).getAll(range)) as Promise<T[]>

  const trim = (events: IDBObjectStore, range: IDBKeyRange): void => {
    let seen = 0
    const walk = events.openKeyCursor(range, 'prev')
    walk.addEventListener('success', () => {
      const at = walk.result
      if (!at) return
      if (++seen > STORED_EVENTS) events.delete(at.primaryKey)
      at.continue()
    })
  }

  return {
    rows: (person) => all<Row>('rows', under(person)),
    putRows: (person, rows) =>
      write(['rows'], (open) => {
        for (const row of rows) open('rows').put(row, [person, row.id])
      }),
    events: (person, conv) => all<ChatEvent>('events', under(person, conv)),
    putEvents: (person, conv, events) =>
      write(['events'], (open) => {
        for (const event of events) open('events').put(event, [person, conv, event.seq])
        trim(open('events'), under(person, conv))
      }),
    outbox: async (person) =>
      (await all<Entry>('outbox', under(person))).toSorted((a, b) => a.order - b.order),
    putEntry: (person, entry) => put('outbox', [person, entry.clientId], entry),
    removeEntry: (person, clientId) =>
      write(['outbox'], (open) => void open('outbox').delete([person, clientId])),
    cursor: async (person) => (await all<Cursor>('cursor', under(person)))[0],
    putCursor: (person, cursor) => put('cursor', [person], cursor),
    forget: (person) =>
      write(['rows', 'events', 'cursor'], (open) => {
        for (const store of ['rows', 'events', 'cursor'] as const) open(store).delete(under(person))
      }),
  }
}
