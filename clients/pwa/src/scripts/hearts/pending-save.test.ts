// What a visitor wanted to save is saved when they are back, once, and nowhere else.
import { expect, test } from 'vitest'
import { rememberSave, takeSave } from './pending-save.ts'

const storage = (): Storage => {
  const stored = new Map<string, string>()
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  } as Storage
}

test('it is there on the page it was wanted on, once', () => {
  const tab = storage()
  rememberSave({ id: 'car', path: '/cars?make=kia' }, () => tab)
  expect(takeSave('/cars?make=kia', () => tab)).toBe('car')
  expect(takeSave('/cars?make=kia', () => tab)).toBeUndefined()
})

test('whoever goes on elsewhere has given it up', () => {
  const tab = storage()
  rememberSave({ id: 'car', path: '/cars' }, () => tab)
  expect(takeSave('/', () => tab)).toBeUndefined()
  expect(takeSave('/cars', () => tab)).toBeUndefined()
})

test('a browser without storage breaks nothing', () => {
  const none = (): Storage => {
    throw new Error('denied')
  }
  rememberSave({ id: 'car', path: '/cars' }, none)
  expect(takeSave('/cars', none)).toBeUndefined()
})
