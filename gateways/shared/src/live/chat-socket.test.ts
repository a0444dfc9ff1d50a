// What one socket sends stays in order, also when it is closed under way.
import { newId } from '@pk-auto/kernel/id'
import { expect, test, vi } from 'vitest'
import { answers } from '../answers.ts'
import { errors } from '../errors.ts'
import { chatSocket, type ChatSocketDeps } from './chat-socket.ts'
import type { Follower } from './followers.ts'

const nothing = (): void => undefined

function fixture(token: () => Promise<string> = async () => 'token') {
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
    followers: {
      ...{ follow: nothing, unfollow: nothing, look: nothing },
      head: async () => ({ feedSeq: 7, epoch: 'e' }),
    },
    buckets: { take: () => 0 },
    presence: { come: nothing, go: nothing, watch: nothing, unwatch: nothing, forget: nothing },
    news: { follow: nothing, unfollow: nothing },
  } as unknown as ChatSocketDeps
  const holder = { personId: newId(), sessionId: 's1' }
  const socket = chatSocket(deps, holder, { send: (frame) => frames.push(frame), close: nothing })
  const conv = newId()
  const send = (text: string) =>
    socket.frame({ t: 'send', conv, clientId: newId(), kind: 'text', text })
  return { sent, frames, socket, conv, send }
}
const page = { events: [], after: 0n, lastSeq: 0n, peerReadSeq: 0n, peerDeliveredSeq: 0n }

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

test('while identity is away a greeted socket learns what it lost, and reads on', async () => {
  const token = vi
    .fn<() => Promise<string>>()
    .mockResolvedValueOnce('token')
    .mockRejectedValue(errors.SESSION_UNKNOWN())
  const { frames, socket, conv } = fixture(token)
  const hello = { t: 'hello', feedSeq: 7, epoch: 'e' }
  socket.frame({ t: 'hello' })
  await vi.waitFor(() => expect(frames).toEqual([hello]))
  socket.frame({ t: 'sub', conv, have: 0 })
  socket.overflowed()
  await vi.waitFor(() => expect(frames).toHaveLength(3))
  expect(frames.slice(1)).toEqual([{ t: 'resync', conv }, hello])
  socket.frame({ t: 'hello', feedSeq: 5, epoch: 'e' })
  await vi.waitFor(() => expect(frames.at(-1)).toEqual({ ...hello, feedSeq: 5 }))
})

test('a mark that cannot be taken now is refused by its conversation, to come again', async () => {
  const { frames, socket, conv } = fixture(async () => Promise.reject(errors.SESSION_UNKNOWN()))
  socket.frame({ t: 'read', conv, seq: 3 })
  await vi.waitFor(() => expect(frames).toEqual([{ t: 'nack', conv, code: 'SESSION_UNKNOWN' }]))
})

test('a person who hides, or whom a block parts from this one, is shown as away once', () => {
  const { frames, socket, conv } = fixture()
  const shown = socket as unknown as Follower
  const peerId = newId()
  const look = (peer: string, peerHides: boolean) =>
    shown.page(conv, { ...page, conversationId: conv, personId: '', peerId: peer, peerHides })
  const away = { t: 'presence', person: peerId, online: false }
  socket.frame({ t: 'sub', conv, have: 0 })
  for (const peer of [peerId, '', '']) look(peer, false)
  expect(frames).toEqual([away])
  look(peerId, false)
  for (const peer of [peerId, '', '']) look(peer, true)
  expect(frames).toEqual([away, away])
})
