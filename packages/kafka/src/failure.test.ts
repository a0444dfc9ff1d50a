// Which failures wait for a dependency and which count against the message.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { isDependencyFailure, reasonOf } from './failure.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

test.each([
  ['a DomainError unavailable', new DomainError('unavailable', 'CATALOGUE_AWAY')],
  ['a DomainError deadline', new DomainError('deadline', 'CATALOGUE_SLOW')],
  ['a service that failed', new DomainError('internal', 'INTERNAL')],
  [
    'a service that knows another secret',
    new DomainError('internal', 'SERVICE_CREDENTIAL_INVALID'),
  ],
  ['a refused connection', coded('ECONNREFUSED')],
  ['Postgres shutting down', coded('57P01')],
  ['Postgres after a failover', coded('25006')],
  ['Postgres with another password', coded('28P01')],
  ['a statement timeout', coded('57014')],
  ['a deadlock', coded('40P01')],
  ['a connection that pg lost', new Error('Connection terminated unexpectedly')],
  [
    'a refused connection inside another error',
    new Error('bulk failed', { cause: coded('ECONNRESET') }),
  ],
  ['every address refused', new AggregateError([coded('ECONNREFUSED')], 'x')],
  [
    'a broker that cannot be reached',
    Object.assign(new Error('x'), { name: 'KafkaJSConnectionError' }),
  ],
])('%s is a dependency that failed', (_, error) => {
  expect(isDependencyFailure(error)).toBe(true)
})

test.each([
  ['a rule that says no', new DomainError('conflict', 'LISTING_NOT_LIVE')],
  ['a violated constraint', coded('23505')],
  ['a bug', new TypeError('x is undefined')],
  ['something that is no error', 'oops'],
])('%s counts against the message', (_, error) => {
  expect(isDependencyFailure(error)).toBe(false)
})

test.each([
  [500, true],
  [503, true],
  [429, true],
  [408, true],
  [400, false],
  [404, false],
  [409, false],
])('whether an answer of %i is waited for: %s', (statusCode, isWaitedFor) => {
  for (const answer of [{ statusCode }, { meta: { statusCode } }])
    expect(isDependencyFailure(Object.assign(new Error('x'), answer))).toBe(isWaitedFor)
})

test('a reason is a code or a name, never a text', () => {
  expect(reasonOf(new DomainError('conflict', 'LISTING_NOT_LIVE'))).toBe('LISTING_NOT_LIVE')
  expect(reasonOf(new TypeError('+923001234567'))).toBe('TypeError')
  expect(reasonOf(undefined)).toBe('unknown')
})
