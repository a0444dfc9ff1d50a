// What waits for a connection, in IndexedDB, by person: it outlives a closed tab and a dead
// battery, and stays locked to its person when somebody else signs in.
import { foldIn, nameOf, type Waiting } from './change.ts'

const STORE = 'changes'

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('automart-waiting', 1)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE))
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => reject(opening.error ?? new Error('IndexedDB failed')))
  })

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })

/** Runs `work` in one transaction; what was written is there when this resolves. */
const within = async <T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> => {
  const database = await opened()
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' })
    const done = new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('IndexedDB refused')),
      )
    })
    const value = await work(transaction.objectStore(STORE))
    await done
    return value
  } finally {
    database.close()
  }
}

/** In the order in which they are sent. */
export const readWaiting = async (person: string): Promise<readonly Waiting[]> => {
  const range = IDBKeyRange.bound([person], [person, []])
  const all = await within('readonly', (store) => result<Waiting[]>(store.getAll(range)))
  return all.toSorted((a, b) => a.order - b.order)
}

/** Adds to what waits for the same ad. */
export const addWaiting = (person: string, next: Waiting): Promise<void> =>
  within('readwrite', async (store) => {
    const key = [person, nameOf(next.change)]
    const before = await result<Waiting | undefined>(store.get(key))
    store.put(foldIn(before, next), key)
  })

/** Puts another in the place of this one, or nothing; one that was changed since stays. */
export const settleWaiting = (
  person: string,
  sent: Waiting,
  next: Waiting | undefined,
): Promise<void> =>
  within('readwrite', async (store) => {
    const key = [person, nameOf(sent.change)]
    const now = await result<Waiting | undefined>(store.get(key))
    if (JSON.stringify(now) !== JSON.stringify(sent)) return
    if (next) store.put(next, key)
    else store.delete(key)
  })
