// The bound of reads by id: the last batch that fits, and the first that does not.
import { expect, test } from 'vitest'
import { MAX_BATCH, mustBeBatch } from './batch.ts'

const many = (count: number) => Array.from({ length: count }, (_, index) => index)

test('a batch of the most ids passes, and one more is refused with the bound', () => {
  expect(() => mustBeBatch(many(MAX_BATCH))).not.toThrow()
  expect(() => mustBeBatch(many(MAX_BATCH + 1))).toThrow(
    expect.objectContaining({
      ...{ kind: 'invalid', code: 'TOO_MANY_IDS', details: { ids: 101, max: 100 } },
    }),
  )
  expect(() => mustBeBatch(many(5), 4)).toThrow('TOO_MANY_IDS')
})
