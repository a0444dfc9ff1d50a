// What was typed to a seller is there after a reload, and gone after signing out.
import { afterEach, expect, test, vi } from 'vitest'
import { forgetUnsent, readUnsent, storeUnsent } from './unsent-text.ts'

/** What the texts need of a tab's storage. */
function storage(): Storage {
  const items: Record<string, string> = {}
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, text: string) => void (items[key] = text),
    removeItem: (key: string) => void delete items[key],
  }
  return new Proxy(items as unknown as Storage, {
    get: (_, name) => Reflect.get(methods, name) as unknown,
  })
}
afterEach(() => vi.unstubAllGlobals())

test('a text is remembered by its ad, and nothing else goes with it', () => {
  vi.stubGlobal('sessionStorage', storage())
  sessionStorage.setItem('other', 'stays')
  storeUnsent('one', 'salam')
  storeUnsent('two', 'hello')
  storeUnsent('two', '')
  expect([readUnsent('one'), readUnsent('two')]).toEqual(['salam', ''])
  forgetUnsent()
  expect([readUnsent('one'), sessionStorage.getItem('other')]).toEqual(['', 'stays'])
})

test('without storage nothing is remembered, and nothing fails', () => {
  vi.stubGlobal('sessionStorage', undefined)
  storeUnsent('one', 'salam')
  forgetUnsent()
  expect(readUnsent('one')).toBe('')
})
