// When calls are held back, when one is let through again, and what proves nothing.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { expect, test } from 'vitest'
import { errors } from '../errors.ts'
import { breaker } from './breaker.ts'

function target() {
  let nowMs = 0
  let made = 0
  const guard = breaker('breaker-test', 'test.v1.Echo', () => nowMs)
  const call = (outcome: () => Promise<string>, conclusive = true) =>
    guard
      .around(
        '/test.v1.Echo/Anyone',
        () => ((made += 1), outcome()),
        () => conclusive,
      )
      .then(
        () => 'ok',
        (error: DomainError) => (error.details['breaker'] === 'open' ? 'held back' : error.code),
      )
  const silent = () => Promise.reject(errors.DEADLINE_EXCEEDED())
  return {
    guard,
    call,
    pass: (ms: number) => void (nowMs += ms),
    made: () => made,
    answers: () => call(async () => 'ok'),
    refuses: () => call(() => Promise.reject(new DomainError('not_found', 'LISTING_NOT_FOUND'))),
    isSilent: (conclusive = true) => call(silent, conclusive),
    openIt: async () => {
      for (let i = 0; i < 5; i += 1) await call(silent)
    },
  }
}

test('five calls in a row without an answer open it; then nobody waits', async () => {
  const { isSilent, made, guard } = target()
  for (let i = 0; i < 5; i += 1) expect(await isSilent()).toBe('DEADLINE_EXCEEDED')
  expect([await isSilent(), await isSilent(), made()]).toEqual(['held back', 'held back', 5])
  const open = 'rpc_client_breaker_open{service="breaker-test",target="test.v1.Echo"}'
  expect(await metricsText()).toContain(`${open} 1`)
  guard[Symbol.dispose]()
  expect(await metricsText()).not.toContain(open)
})

test('any answer in between begins the count anew, a refusal too', async () => {
  const { isSilent, answers, refuses } = target()
  for (const answer of [answers, refuses])
    for (let i = 0; i < 4; i += 1) {
      for (let j = 0; j < 4; j += 1) await isSilent()
      expect(await answer()).not.toBe('held back')
    }
  expect(await answers()).toBe('ok')
})

test('after a second one call finds out, and the others are held back meanwhile', async () => {
  const { openIt, pass, call, answers } = target()
  await openIt()
  pass(999)
  expect(await answers()).toBe('held back')
  pass(1)
  const probe = Promise.withResolvers<string>()
  const probing = call(() => probe.promise)
  expect(await answers()).toBe('held back')
  probe.resolve('here again')
  expect([await probing, await answers()]).toEqual(['ok', 'ok'])
})

test('a probe without an answer holds calls back for another second', async () => {
  const { openIt, pass, isSilent, answers } = target()
  await openIt()
  pass(1_000)
  expect(await isSilent()).toBe('DEADLINE_EXCEEDED')
  expect(await answers()).toBe('held back')
  pass(1_000)
  expect(await answers()).toBe('ok')
})

test('who gave up early proves nothing, as a probe neither', async () => {
  const { openIt, pass, isSilent, answers } = target()
  for (let i = 0; i < 20; i += 1) await isSilent(false)
  expect(await answers()).toBe('ok')
  await openIt()
  pass(1_000)
  await isSilent(false)
  // The next one may find out at once.
  expect(await answers()).toBe('ok')
})

test('what was under way when it opened neither closes nor opens it', async () => {
  const { openIt, call, answers } = target()
  const slow = Promise.withResolvers<string>()
  const late = call(() => slow.promise)
  await openIt()
  slow.resolve('late')
  expect([await late, await answers()]).toEqual(['ok', 'held back'])
})
