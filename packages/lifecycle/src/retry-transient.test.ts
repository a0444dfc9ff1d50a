// A start beside a dependency that is slow to answer goes on when it does.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { retryTransient } from './retry-transient.ts'

const away = () => new DomainError('unavailable', 'DATABASE_UNAVAILABLE')

/** Fails with what it is given, one after the other, and then answers. */
function failing(...failures: Error[]) {
  let calls = 0
  const work = async () => {
    const failure = failures[calls]
    calls += 1
    if (failure) throw failure
    return 'done'
  }
  return { work, calls: () => calls }
}

test('what fails because a dependency is away is tried until it answers', async () => {
  const { work, calls } = failing(away(), away())
  expect(await retryTransient(work)).toBe('done')
  expect(calls()).toBe(3)
})

test('what fails by itself is not tried again', async () => {
  const { work, calls } = failing(new Error('broken'))
  await expect(retryTransient(work)).rejects.toThrow('broken')
  expect(calls()).toBe(1)
})

test('when the time is over the last failure comes out', async () => {
  const { work, calls } = failing(away(), away())
  await expect(retryTransient(work, { forMs: 0 })).rejects.toThrow('DATABASE_UNAVAILABLE')
  expect(calls()).toBe(1)
})
