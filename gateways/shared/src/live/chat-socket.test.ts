// What one socket sends stays in order, also when it is closed under way.
import { newId } from '@pk-auto/kernel/id'
import { expect, test, vi } from 'vitest'
import { answers } from '../answers.ts'
import { chatSocket, type ChatSocketDeps } from './chat-socket.ts'

const nothing = (): void => undefined

function fixture(token: () => Promise<string>) {
  const sent: string[] = []
  const frames: unknown[] = []
  const deps = {
    service: 'test',
    timed: async (send: () => Promise<unknown>) => send(),
    outgoing: async ({ text }: { text: string }) => {
      sent.push(text)
      return { seq: 1n, at: new Date() }
    },
    sessions: { watch: nothing, unwatch: nothing, token },
    followers: { follow: nothing, unfollow: nothing },
    buckets: { take: () => 0 },
    presence: { come: nothing, go: nothing, watch: nothing, unwatch: nothing },
    news: { follow: nothing, unfollow: nothing },
  } as unknown as ChatSocketDeps
  const holder = { personId: newId(), sessionId: 's1' }
  const socket = chatSocket(deps, holder, { send: (frame) => frames.push(frame), close: nothing })
  const conv = newId()
  const send = (text: string) =>
    socket.frame({ t: 'send', conv, clientId: newId(), kind: 'text', text })
  return { sent, frames, socket, send }
}

test('what is left of a closed socket does not overtake what comes again on the next', async () => {
  // Nobody watches the session for a moment; then the next socket does.
  const token = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(answers.SESSION_ENDED())
    .mockResolvedValue('token')
  const { sent, frames, socket, send } = fixture(token)
  send('first')
  send('second')
  socket.closed()
  await vi.waitFor(() => expect(frames).toHaveLength(2))
  expect(sent).toEqual([])
  expect(frames).toMatchObject([{ code: 'SESSION_ENDED' }, { code: 'RATE_LIMITED' }])
})

test('of one conversation nothing is sent while a message before it must wait', async () => {
  const token = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(answers.RATE_LIMITED())
    .mockResolvedValue('token')
  const { sent, frames, send } = fixture(token)
  for (const text of ['first', 'second']) send(text)
  await vi.waitFor(() => expect(frames).toHaveLength(2))
  expect(sent).toEqual([])
})
