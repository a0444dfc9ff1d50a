// Keeps the prepared photos of a draft in IndexedDB, so that a reload or a closed tab loses none.
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

/**
 * Opens the store; a browser that refuses one (private windows) keeps the photos as long as the
 * page is open.
 */
export const openPhotoStore = async (): Promise<PhotoStore> => {
  try {
    const opening = indexedDB.open('automart-draft', 1)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE))
    const database = await result(opening)
    const store = (mode: IDBTransactionMode): IDBObjectStore =>
      database.transaction(STORE, mode).objectStore(STORE)
    return {
      put: async (id, blob) => void (await result(store('readwrite').put(blob, id))),
      get: async (id) => (await result(store('readonly').get(id))) as Blob | undefined,
      remove: async (id) => result(store('readwrite').delete(id)),
      ids: async () => new Set((await result(store('readonly').getAllKeys())).map(String)),
      clear: async () => result(store('readwrite').clear()),
    }
  } catch {
    return inMemory()
  }
}
