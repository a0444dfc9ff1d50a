// A refusal arrives as the service sent it; what it did not mean to send does not arrive.
import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { DomainError, ERROR_KINDS } from '@pk-auto/kernel/domain-error'
import { describe, expect, test } from 'vitest'
import { fromRefusal, fromWire, toRefusal, toWire } from './error-wire.ts'

const cross = (error: unknown) =>
  fromWire(Object.assign(new Error('on the wire'), toWire(error)) as ServiceError, '/x/Y')
const bare = (code: status) =>
  fromWire(
    Object.assign(new Error('transport'), { code, details: '', metadata: new Metadata() }),
    '/x/Y',
  )

describe.each(ERROR_KINDS.filter((kind) => kind !== 'internal'))('an error of kind %s', (kind) => {
  test('keeps its kind, code, details, fields and time to wait', () => {
    const fields = [{ path: 'price.minor', code: 'TOO_SMALL', message: 'گاڑی سستی ہے' }]
    const back = cross(
      new DomainError(
        kind,
        'SOME_CODE',
        { id: 'x', version: 7, list: [1] },
        { fields, retryAfterMs: 1_500 },
      ),
    )
    expect(back).toMatchObject({
      kind,
      code: 'SOME_CODE',
      details: { id: 'x', version: 7, list: [1] },
      fields,
      retryAfterMs: 1_500,
    })
  })
})

test('each kind has a gRPC status of its own', () => {
  expect(new Set(ERROR_KINDS.map((kind) => toWire(new DomainError(kind, 'X')).code)).size).toBe(
    ERROR_KINDS.length,
  )
})

test.each([
  ['an unknown error', new Error('password=secret of table person')],
  ['an internal DomainError', new DomainError('internal', 'ROW_BROKEN', { row: 'secret' })],
  ['something that is no error', 'secret'],
])('%s leaves as a bare INTERNAL', (_name, error) => {
  expect(JSON.stringify(toWire(error))).not.toContain('secret')
  expect(cross(error)).toMatchObject({ kind: 'internal', code: 'INTERNAL' })
})

test.each([
  ['SERVICE_CREDENTIAL_INVALID', 'unauthenticated'],
  ['CALLER_NOT_ALLOWED', 'forbidden'],
] as const)(
  '%s is nobody’s fault but ours: internal where it arrives, and a bare INTERNAL one hop further',
  (code, kind) => {
    const back = cross(new DomainError(kind, code))
    expect(back).toMatchObject({ kind: 'internal', code })
    expect(cross(back)).toMatchObject({ kind: 'internal', code: 'INTERNAL' })
  },
)

test.each([
  ['unauthenticated', 'ACTOR_TOKEN_INVALID'],
  ['unauthenticated', 'SESSION_ENDED'],
  ['forbidden', 'ROLE_REQUIRED'],
] as const)('a person who is refused (%s %s) still hears it', (kind, code) => {
  expect(cross(new DomainError(kind, code))).toMatchObject({ kind, code })
})

test('bigints in details travel as text', () => {
  expect(cross(new DomainError('conflict', 'X', { minor: 5n })).details).toEqual({ minor: '5' })
})

test('details too large for a trailer are dropped, fields are cut, and the code arrives', () => {
  const fields = Array.from({ length: 80 }, (_, index) => ({
    path: `photos.${index}`,
    code: 'BAD',
    message: 'bad',
  }))
  const back = cross(new DomainError('invalid', 'X', { text: 'x'.repeat(9_000) }, { fields }))
  expect(back).toMatchObject({ code: 'X', details: {} })
  expect(back.fields).toHaveLength(50)
})

test.each([
  [status.UNAVAILABLE, 'unavailable', 'UNAVAILABLE'],
  [status.DEADLINE_EXCEEDED, 'deadline', 'DEADLINE_EXCEEDED'],
  [status.CANCELLED, 'deadline', 'DEADLINE_EXCEEDED'],
  [status.UNIMPLEMENTED, 'internal', 'INTERNAL'],
  [status.UNKNOWN, 'internal', 'INTERNAL'],
])('transport status %i becomes %s %s', (code, kind, name) => {
  expect(bare(code)).toMatchObject({ kind, code: name })
})

test('a trailer that is not ours is ignored', () => {
  const metadata = new Metadata()
  metadata.set('pkauto-error-bin', Buffer.from('{"kind":"root","code":"X"}'))
  expect(
    fromWire(Object.assign(new Error(''), { code: status.ABORTED, details: '', metadata }), '/x/Y'),
  ).toMatchObject({ kind: 'internal' })
})

test('a refusal comes out as it went in, and what nobody expected as a bare INTERNAL', () => {
  const late = new DomainError('unavailable', 'LATER', {}, { retryAfterMs: 200 })
  expect(fromRefusal(toRefusal(late))).toMatchObject({
    ...{ kind: 'unavailable', code: 'LATER', retryAfterMs: 200 },
  })
  const gone = fromRefusal(toRefusal(new DomainError('not_found', 'GONE')))
  expect(gone).toMatchObject({ kind: 'not_found', code: 'GONE' })
  expect(gone.retryAfterMs).toBeUndefined()
  expect(toRefusal(new Error('password'))).toEqual({ kind: 'internal', code: 'INTERNAL' })
  expect(fromRefusal({ kind: 'of tomorrow', code: 'NEW' })).toMatchObject({ kind: 'internal' })
})
