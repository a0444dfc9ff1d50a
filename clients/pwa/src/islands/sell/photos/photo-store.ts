// Stores the prepared photos of a draft in IndexedDB, so that a reload or a closed tab loses none.
export type PhotoStore = {
  put(id: string, blob: Blob): Promise<void>
  get(id: string): Promise<Blob | undefined>
  remove(id: string): Promise<void>
  ids(): Promise<ReadonlySet<string>>
  clear(): Promise<void>
}

const STORE = 'photos'

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

const inMemory = (): PhotoStore => {
  const blobs = new Map<string, Blob>()
  return {
    put: async (id, blob) => void blobs.set(id, blob),
    get: async (id) => blobs.get(id),
    remove: async (id) => void blobs.delete(id),
    ids: async () => new Set(blobs.keys()),
    clear: async () => blobs.clear(),
  }
}

const inDatabase = (database: IDBDatabase): PhotoStore => {
  const read = <T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    result(ask(database.transaction(STORE, 'readonly').objectStore(STORE)))
  const write = async (change: (store: IDBObjectStore) => IDBRequest): Promise<void> => {
    const transaction = database.transaction(STORE, 'readwrite')
    const done = committed(transaction)
    change(transaction.objectStore(STORE))
    await done
  }
  return {
    put: (id, blob) => write((store) => store.put(blob, id)),
    get: async (id) => (await read((store) => store.get(id))) as Blob | undefined,
    remove: (id) => write((store) => store.delete(id)),
    ids: async () => new Set((await read((store) => store.getAllKeys())).map(String)),
    clear: () => write((store) => store.clear()),
  }
}

/**
 * Some browsers open a database and then refuse a Blob, or close the database later: what it does
 * not take stays in memory.
 */
const withFallback = (database: PhotoStore, memory: PhotoStore): PhotoStore => ({
  put: async (id, blob) => {
    try {
      await database.put(id, blob)
      await memory.remove(id)
    } catch {
      await memory.put(id, blob)
    }
  },
  get: async (id) => (await memory.get(id)) ?? database.get(id).catch(() => undefined),
  remove: async (id) => {
    await memory.remove(id)
    await database.remove(id)
  },
  ids: async () => {
    const stored = await database.ids().catch(() => [])
    return new Set([...stored, ...(await memory.ids())])
  },
  clear: async () => {
    await memory.clear()
    await database.clear()
  },
})

/**
 * Opens the store. Where the browser has none (private windows) photos last as long as the page is
 * open. Only `remove` and `clear` can fail.
 */
export const openPhotoStore = async (
  name: string,
  factory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<PhotoStore> => {
  try {
    if (!factory) return inMemory()
    const opening = factory.open(name, 1)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE))
    return withFallback(inDatabase(await result(opening)), inMemory())
  } catch {
    return inMemory()
  }
}
