// The setup of every test says when it must be over.
import { expect, test } from 'vitest'
import { until } from '../src/until.ts'

test('a long patience ends before the limit of its test', { timeout: 3_000 }, async () => {
  const inVain = until('pigs fly', () => false, { timeoutMs: 60_000 })
  await expect(inVain).rejects.toThrow(/in vain until pigs fly/)
})
