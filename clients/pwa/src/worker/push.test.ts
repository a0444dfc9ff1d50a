// Proves that a renewed address for pushes is stored first, and only then the old one goes.
import { expect, test } from 'vitest'
import type { Api } from '../api/api.ts'
import { renewSubscription } from './push.ts'
import type { ChangeEvent, Scope } from './scope.ts'

const subscription = (endpoint: string) => {
  const keys = { p256dh: 'p', auth: 'a' }
  return {
    ...{ endpoint, options: { applicationServerKey: null } },
    toJSON: () => ({ endpoint, keys, expirationTime: null }),
  } as unknown as PushSubscription
}

/** What is asked of the gateway when a browser goes from one address to another. */
async function renew(from: string | null, to: string, ok = true): Promise<unknown[]> {
  const asked: unknown[] = []
  const api = ((name: string, { body }: { body: unknown }) => {
    asked.push([name, body])
    return Promise.resolve({ ok })
  }) as unknown as Api
  const event = {
    oldSubscription: from === null ? null : subscription(from),
    newSubscription: subscription(to),
  } as unknown as ChangeEvent
  await renewSubscription(api, {} as Scope, event)
  return asked
}

const stored = (endpoint: string) => [
  'POST /me/push-subscriptions',
  { endpoint, keys: { p256dh: 'p', auth: 'a' } },
]

test('the new address is stored, and then the old one goes', async () => {
  const gone = ['DELETE /me/push-subscriptions', { endpoint: 'https://old' }]
  expect(await renew('https://old', 'https://new')).toEqual([stored('https://new'), gone])
})

test('an address that is the same, or the first, takes no other along', async () => {
  expect(await renew('https://old', 'https://old')).toEqual([stored('https://old')])
  expect(await renew(null, 'https://new')).toEqual([stored('https://new')])
})

test('the old address stays when the new one is not stored', async () => {
  expect(await renew('https://old', 'https://new', false)).toEqual([stored('https://new')])
})
