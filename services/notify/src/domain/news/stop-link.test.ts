// A link that ends mails is for one person and one purpose, and cannot be made up.
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import type { PersonId } from '../ids.ts'
import { readStopToken, stopToken } from './stop-link.ts'

const stop = { person: newId() as PersonId, purpose: 'alerts' as const }
const token = stopToken('secret', stop)

test('a link names whom and what it is for', () => {
  expect(readStopToken(['secret'], token)).toEqual(stop)
})

test('a link of a mail sent before the secret was changed still works', () => {
  expect(readStopToken(['next', 'secret'], token)).toEqual(stop)
})

test.for([
  ['another purpose', token.replace('alerts', 'offers')],
  ['another person', token.replace(stop.person, newId())],
  ['another secret', stopToken('other', stop)],
  ['no signature', token.slice(0, token.lastIndexOf('.'))],
  ['half of it', token.slice(0, -5)],
  ['nothing', ''],
] as const)('%s is refused', ([, wrong]) => {
  expect(() => readStopToken(['secret', 'before'], wrong)).toThrowError(
    expect.objectContaining({ code: 'STOP_LINK_INVALID' }),
  )
})
