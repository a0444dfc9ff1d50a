// Failpoints do nothing until they are armed, and then what was asked.
import { expect, test } from 'vitest'
import { armFailpoints, failpoint } from './failpoint.ts'

test('an unarmed failpoint passes', async () => {
  await expect(failpoint('outbox.after_send')).resolves.toBeUndefined()
})

test('an error failpoint fails as often as asked and only by its name', async () => {
  using _ = armFailpoints('outbox.after_send:error=1')
  await expect(failpoint('outbox.before_send')).resolves.toBeUndefined()
  await expect(failpoint('outbox.after_send')).rejects.toThrowError('failpoint outbox.after_send')
  await expect(failpoint('outbox.after_send')).resolves.toBeUndefined()
})

test('disposing disarms', async () => {
  {
    using _ = armFailpoints('a:error,b:delay=1')
    await expect(failpoint('b')).resolves.toBeUndefined()
  }
  await expect(failpoint('a')).resolves.toBeUndefined()
})

test('text that cannot be read is refused with the grammar', () => {
  expect(() => armFailpoints('outbox.after_send:explode')).toThrowError('write name:kill')
})
