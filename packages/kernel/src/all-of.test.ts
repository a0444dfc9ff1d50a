// Waiting for several things at once.
import { expect, test } from 'vitest'
import { allOf, disposeAll } from './all-of.ts'

test('a failure is thrown when the others have ended, too', async () => {
  const ended: string[] = []
  const slow = async () => {
    await new Promise(setImmediate)
    ended.push('slow')
  }
  await expect(allOf([Promise.reject(new Error('first')), slow()])).rejects.toThrow('first')
  expect(ended).toEqual(['slow'])
})

test('one that cannot be disposed of does not stop the others from being', async () => {
  const gone: string[] = []
  const resource = (name: string, error?: Error): AsyncDisposable => ({
    async [Symbol.asyncDispose]() {
      await new Promise(setImmediate)
      if (error) throw error
      gone.push(name)
    },
  })
  const broken = new Error('broken')
  await expect(disposeAll([resource('a'), resource('b', broken), resource('c')])).rejects.toBe(
    broken,
  )
  expect(gone).toEqual(['a', 'c'])
})
