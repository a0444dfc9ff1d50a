// What a call would write, and what its answer proves.
import { recordHistory } from '@pk-auto/testing/history'
import { expect, test } from 'vitest'
import { type Call, noteWrites } from './written.ts'

const ME = { id: 'me' }

/** The operation that stands in the history of somebody who has signed in. */
function noted(call: Call) {
  const history = recordHistory()
  const note = noteWrites(history)
  const body = { person: ME }
  note({ method: 'POST', path: '/api/v1/auth/otp/verify', answer: { status: 200, body } })
  note(call)
  return history.operations[1]
}
const answered = (method: string, path: string, body?: unknown, key?: string): Call => ({
  ...{ method, path: `/api/v1${path}`, key, answer: { status: 200, body } },
})

test.each([
  [answered('PUT', '/me/favourites/ad'), 'save favourite', 'me ad'],
  [answered('DELETE', '/me/favourites/ad'), 'remove favourite', 'me ad'],
  [answered('POST', '/alerts', { id: 'a', version: 1 }), 'create alert', 'a'],
  [answered('PATCH', '/alerts/a', { id: 'a', version: 2 }), 'change alert', 'a'],
  [answered('DELETE', '/alerts/a'), 'remove alert', 'a'],
  [answered('POST', '/leads', { leadId: 'l', conversationId: 'c' }), 'create lead', 'l'],
  [answered('POST', '/leads/l/offers', { offerId: 'o', version: 1 }), 'create offer', 'o'],
  [answered('POST', '/leads/l/offers/o/counter', { offerId: 'o' }), 'counter offer', 'o'],
  [answered('POST', '/listings/ad/report', { reportId: 'r' }), 'create report', 'r'],
  [answered('POST', '/chat/conversations/c/report', { reportId: 'r' }), 'create report', 'r'],
  [answered('POST', '/chat/conversations/c/messages', { seq: 7 }, 'k'), 'send message', 'k'],
])('%o is %s of %s', (call, what, id) => {
  expect(noted(call)).toMatchObject({ what, id, by: 'me', outcome: 'ok' })
})

test('a message is at the place it was acknowledged at, and without an answer at none', () => {
  const call = answered('POST', '/chat/conversations/c/messages', { seq: 7 }, 'k')
  expect(noted(call)).toMatchObject({ version: 7, key: 'k' })
  const { answer: _, ...silent } = call
  expect(noted(silent)).toEqual({ what: 'send message', outcome: 'unknown', by: 'me', key: 'k' })
})

test('whether a removal was answered or not, what it removes is named', () => {
  const { answer: _, ...silent } = answered('DELETE', '/alerts/a')
  expect(noted(silent)).toMatchObject({ what: 'remove alert', outcome: 'unknown', id: 'a' })
})
