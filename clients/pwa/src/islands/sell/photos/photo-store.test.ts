// Proves that no photo is lost while the page is open, even when the database opens and then
// refuses it.
import { expect, test } from 'vitest'
import { openPhotoStore } from './photo-store.ts'

type Refusal = 'throws' | 'fails' | 'aborts'
const later = (call: () => void): void => queueMicrotask(call)

/** A request of IndexedDB as far as it is used: it succeeds with a value, or fails. */
class Request extends EventTarget {
  result: unknown
  error: Error | null = null
  succeed(value: unknown): void {
    this.result = value
    this.dispatchEvent(new Event('success'))
  }
  fail(): void {
    this.error = new DOMException('Error preparing Blob/File data', 'UnknownError')
    this.dispatchEvent(new Event('error'))
  }
}

/** A database that opens, holds what `held` has, and refuses every Blob in one of three ways. */
const refusing = (how: Refusal, held = new Map<string, Blob>()): IDBFactory => {
  const answered = (value: unknown, transaction: EventTarget): Request => {
    const request = new Request()
    later(() => {
      request.succeed(value)
      transaction.dispatchEvent(new Event('complete'))
    })
    return request
  }
  const refused = (transaction: EventTarget): Request => {
    if (how === 'throws') throw new DOMException('not cloneable', 'DataCloneError')
    const request = new Request()
    later(() => {
      if (how === 'aborts') request.succeed(undefined)
      else request.fail()
      transaction.dispatchEvent(new Event('abort'))
    })
    return request
  }
  const transaction = () => {
    const running = Object.assign(new EventTarget(), {
      error: null,
      objectStore: () => ({
        put: () => refused(running),
        get: (id: string) => answered(held.get(id), running),
        getAllKeys: () => answered([...held.keys()], running),
        delete: (id: string) => answered(held.delete(id), running),
        clear: () => answered(held.clear(), running),
      }),
    })
    return running
  }
  const open = (): Request => {
    const request = new Request()
    later(() => request.succeed({ transaction }))
    return request
  }
  return { open } as unknown as IDBFactory
}
const photo = new Blob(['photo'])

test.for(['throws', 'fails', 'aborts'] as const)(
  'a photo that storage takes for a moment and then %s is still there',
  async (how) => {
    const store = await openPhotoStore('photos', refusing(how))
    await store.put('p1', photo)
    expect(await store.get('p1')).toBe(photo)
    expect(await store.ids()).toEqual(new Set(['p1']))
  },
)

test('what was stored before and what is only in memory are one store', async () => {
  const old = new Blob(['old'])
  const store = await openPhotoStore('photos', refusing('fails', new Map([['p0', old]])))
  await store.put('p1', photo)
  expect(await store.ids()).toEqual(new Set(['p0', 'p1']))
  expect(await store.get('p0')).toBe(old)
  await store.remove('p1')
  expect(await store.ids()).toEqual(new Set(['p0']))
  await store.put('p2', photo)
  await store.clear()
  expect(await store.ids()).toEqual(new Set())
})

test('without any storage photos last as long as the page is open', async () => {
  const store = await openPhotoStore('photos', undefined)
  await store.put('p1', photo)
  expect(await store.get('p1')).toBe(photo)
})
