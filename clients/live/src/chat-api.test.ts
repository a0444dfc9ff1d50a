// On a shared phone another tab may have signed somebody else in: each request says whose it is.
import { apiIn } from '@pk-auto/client-api/client'
import { afterEach, expect, test, vi } from 'vitest'
import { chatApi } from './chat-api.ts'

afterEach(() => vi.unstubAllGlobals())

test('every request of a person’s chats names that person', async () => {
  const fetched = vi.fn<typeof fetch>(async () => Response.json({ id: 'sana' }))
  vi.stubGlobal('fetch', fetched)
  const upload = async () => ({ ok: true, value: { mediaId: 'm' } }) as const
  const api = chatApi(apiIn('en', 'sana'), 'sana', upload)
  const entry = { clientId: 'c', conv: 'a', text: 'salam', at: '', order: 1 }
  await Promise.all([
    ...[api.ticket(), api.list({}), api.row('a'), api.events('a', { limit: 9 })],
    ...[api.send(entry), api.edit('a', 1, 'hello'), api.remove('a', 1), api.read('a', 1)],
    ...[api.flag('a', 'mute', true), api.flag('a', 'mute', false)],
  ])
  const named = fetched.mock.calls.map(([url, init]) => {
    const headers = (init?.headers ?? {}) as Record<string, string>
    return [url, headers['x-person-id']]
  })
  // The ticket asks twice.
  expect(named).toHaveLength(11)
  for (const [url, person] of named) expect([url, person]).toEqual([url, 'sana'])
})
