// Receipts in any order, any number of times, end in the same state.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterReceipt, type SendProgress } from './receipt.ts'

const ATTEMPTS = ['handed', 'accepted', 'refused', 'unknown'] as const
const SENDS = ['sending', 'sent', 'failed', 'unknown'] as const
const anyStart: fc.Arbitrary<SendProgress> = fc.record({
  attempt: fc.constantFrom(...ATTEMPTS),
  send: fc.constantFrom(...SENDS),
  isCurrent: fc.boolean(),
})
const fold = (start: SendProgress, receipts: readonly boolean[]) =>
  receipts.reduce(afterReceipt, start)

test('repeated and reordered receipts change nothing', () => {
  fc.assert(
    fc.property(
      anyStart,
      fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }).chain((receipts) =>
        fc.record({
          receipts: fc.constant(receipts),
          other: fc.array(fc.constantFrom(...receipts), { maxLength: 5 }).chain((more) =>
            fc.shuffledSubarray([...receipts, ...more], {
              minLength: receipts.length + more.length,
            }),
          ),
        }),
      ),
      (start, { receipts, other }) => {
        expect(fold(start, other)).toEqual(fold(start, receipts))
      },
    ),
  )
})

test('what was delivered stays delivered', () => {
  const delivered = fold({ attempt: 'accepted', send: 'sent', isCurrent: true }, [true])
  expect(fold(delivered, [false, false])).toMatchObject({ attempt: 'delivered', send: 'delivered' })
})

test('bad news of a provider whose turn is over says nothing about the send', () => {
  const past: SendProgress = { attempt: 'refused', send: 'sent', isCurrent: false }
  expect(fold(past, [false])).toMatchObject({ attempt: 'undelivered', send: 'sent' })
  expect(fold(past, [true])).toMatchObject({ attempt: 'delivered', send: 'delivered' })
})
