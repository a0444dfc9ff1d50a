// Two people and their sockets: what is said is seen by both, once and in order, and nobody else
// gets in.
import { newId } from '@pk-auto/kernel/id'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { socketUrl, ticketOf } from './test-socket.ts'
import { startTalking, type Talker, type Talking } from './talking.ts'

let talking: Talking
let [buyer, seller] = [] as unknown as [Talker, Talker]
beforeAll(async () => {
  talking = await startTalking(inject('servers'))
  ;[buyer, seller] = await Promise.all([talking.talker(), talking.talker()])
})
afterAll(() => talking[Symbol.asyncDispose]())

/** A block is between two people, not of one conversation: whoever blocks is new here. */
const strangers = async () => {
  const [one, other] = [await talking.talker(), await talking.talker()]
  return { one, other, conv: await talking.converse(one, other) }
}
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

test('what one says both see, and the sender knows how far it has come', async () => {
  const conv = await talking.converse(buyer, seller)
  await using ours = await buyer.live()
  await using theirs = await seller.live()
  for (const socket of [ours, theirs]) socket.say({ t: 'sub', conv, have: 0 })
  const acknowledged = async () => {
    const series = /^chat_send_ms_count\{service="gateway-pwa",outcome="ok"\} (\d+)/m
    return Number(series.exec(await metricsText())?.[1] ?? 0)
  }
  const before = await acknowledged()
  expect(await ours.send(conv, 'salam')).toMatchObject({ t: 'ack', seq: 1 })
  expect(await acknowledged()).toBe(before + 1)
  const seen = await theirs.received('events', (frame) => frame['conv'] === conv)
  expect(seen).toMatchObject({ events: [{ seq: 1, body: { kind: 'text', text: 'salam' } }] })
  expect(await theirs.received('conv', (frame) => frame['id'] === conv)).toMatchObject({
    ...{ unread: 1, last: { preview: 'salam', mine: false } },
  })
  theirs.say({ t: 'read', conv, seq: 1 })
  const read = await ours.received('receipt', (frame) => frame['readSeq'] === 1)
  expect(read).toMatchObject({ conv, person: seller.personId, deliveredSeq: 1 })
})

test('that one is writing is shown to the other, not to oneself and not when blocked', async () => {
  const { one, other, conv } = await strangers()
  await using ours = await one.live()
  await using theirs = await other.live()
  for (const socket of [ours, theirs]) socket.say({ t: 'sub', conv, have: 0 })
  await ours.send(conv, 'salam')
  for (const socket of [ours, theirs]) await socket.received('events')
  ours.say({ t: 'typing', conv })
  expect(await theirs.received('typing')).toEqual({ t: 'typing', conv, actor: one.personId })
  await one.call('POST', `/api/v1/chat/conversations/${conv}/block`)
  await using again = await other.live()
  again.say({ t: 'sub', conv, have: 0 })
  await again.received('events')
  again.say({ t: 'typing', conv })
  await again.send(conv, 'salam?')
  expect(ours.frames.filter(({ t }) => t === 'typing')).toEqual([])
})

test('that the other is there is shown to whoever has their conversation open', async () => {
  const { one, other, conv } = await strangers()
  await using ours = await one.live()
  ours.say({ t: 'watch', people: [other.personId, seller.personId] })
  ours.say({ t: 'sub', conv, have: 0 })
  const seenAs = (online: boolean) =>
    ours.received('presence', (frame) => frame['online'] === online)
  expect(await seenAs(false)).toEqual({ t: 'presence', person: other.personId, online: false })
  await using theirs = await other.live()
  expect(await seenAs(true)).toEqual({ t: 'presence', person: other.personId, online: true })
  // Nobody is watched without a conversation, and none of the blocked.
  await using stranger = await buyer.live()
  stranger.say({ t: 'watch', people: [other.personId] })
  await theirs.send(conv, 'salam')
  await other.call('POST', `/api/v1/chat/conversations/${conv}/block`)
  await using again = await one.live()
  again.say({ t: 'watch', people: [other.personId] })
  again.say({ t: 'sub', conv, have: 0 })
  await again.received('events')
  await ours.send(conv, 'are you there?')
  // Whoever looks now is answered together with those two, if they were.
  const others = await strangers()
  await using later = await others.one.live()
  later.say({ t: 'watch', people: [others.other.personId] })
  later.say({ t: 'sub', conv: others.conv, have: 0 })
  await later.received('presence')
  for (const { frames } of [stranger, again])
    expect(frames.filter(({ t }) => t === 'presence')).toEqual([])
})

test('whoever hides is shown as away at once, and as there when they end it', async () => {
  const { one, other, conv } = await strangers()
  await using ours = await one.live()
  ours.say({ t: 'watch', people: [other.personId] })
  ours.say({ t: 'sub', conv, have: 0 })
  await using theirs = await other.live()
  await theirs.send(conv, 'salam')
  const states = () =>
    ours.frames.filter(({ t }) => t === 'presence').map((frame) => frame['online'])
  await until('there', async () => states().at(-1) === true)
  const show = (shown: boolean) => other.call('PUT', '/api/v1/me/presence', { shown })
  expect((await show(false)).status).toBe(204)
  await until('away', async () => states().at(-1) === false)
  expect(ours.frames.findLast(({ t }) => t === 'presence')).not.toHaveProperty('lastSeenAt')
  await show(true)
  await until('there again', async () => states().at(-1) === true)
})

test('whoever comes back gets what was missed, without a hole and without a repeat', async () => {
  const conv = await talking.converse(buyer, seller)
  await using ours = await buyer.live()
  const first = await seller.live()
  first.say({ t: 'sub', conv, have: 0 })
  for (const i of upTo(3)) await ours.send(conv, `message ${i}`)
  await until('three are there', async () => first.seqs(conv).length === 3)
  await first[Symbol.asyncDispose]()
  for (const i of [4, 5, 6]) await ours.send(conv, `message ${i}`)
  await using again = await seller.live()
  again.say({ t: 'sub', conv, have: 3 })
  await ours.send(conv, 'message 7')
  await until('the rest is there', async () => again.seqs(conv).includes(7))
  expect([...first.seqs(conv), ...again.seqs(conv)]).toEqual(upTo(7))
})

test('a message sent again after a lost answer is the same message', async () => {
  const conv = await talking.converse(buyer, seller)
  await using ours = await buyer.live()
  const clientId = newId()
  const first = await ours.send(conv, 'once', clientId)
  await using again = await buyer.live()
  expect(await again.send(conv, 'once', clientId)).toMatchObject({ seq: first['seq'] })
  const events = `/api/v1/chat/conversations/${conv}/events?after=0`
  const { body } = await buyer.call<{ events: unknown[] }>('GET', events)
  expect(body.events).toHaveLength(1)
})

test('messages sent in one breath arrive in that order', async () => {
  const conv = await talking.converse(buyer, seller)
  await using ours = await buyer.live()
  const acks = await Promise.all(upTo(50).map((i) => ours.send(conv, `message ${i}`)))
  expect(acks.map((ack) => ack['seq'])).toEqual(upTo(50))
})

test('too many messages at once wait their turn, and none is dropped', async () => {
  const conv = await talking.converse(buyer, seller)
  await using ours = await buyer.live()
  const ids = upTo(400).map(() => newId())
  for (const clientId of ids) ours.say({ t: 'send', conv, clientId, kind: 'text', text: 'salam' })
  const answersOf = (...kinds: readonly string[]) =>
    ours.frames.filter(({ t }) => kinds.includes(t))
  const answered = () => new Set(answersOf('ack', 'nack').map(({ clientId }) => clientId))
  await until('each is answered', () => answered().size === ids.length, { timeoutMs: 60_000 })
  const late = answersOf('nack')
  expect(late.length).toBeGreaterThan(0)
  expect(late[0]).toMatchObject({ code: 'RATE_LIMITED' })
  expect(late[0]?.['retryAfterMs']).toBeGreaterThan(0)
})

test('who takes no part can neither follow nor write', async () => {
  const conv = await talking.converse(buyer, seller)
  const stranger = await talking.talker()
  await using theirs = await stranger.live()
  theirs.say({ t: 'sub', conv, have: 0 })
  expect(await theirs.received('nack')).toMatchObject({ code: 'CONVERSATION_NOT_FOUND', conv })
  expect(await theirs.send(conv, 'salam')).toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
})

test('the next message of whoever is blocked is refused, on the open socket too', async () => {
  const { one, other, conv } = await strangers()
  await using ours = await one.live()
  await ours.send(conv, 'salam')
  await other.call('POST', `/api/v1/chat/conversations/${conv}/block`)
  expect(await ours.send(conv, 'salam?')).toMatchObject({ code: 'CONVERSATION_BLOCKED' })
})

test('a socket whose session ends is told so and closed', async () => {
  const leaving = await talking.talker()
  await using socket = await leaving.live()
  await leaving.call('POST', '/api/v1/auth/logout')
  expect(await socket.send(newId(), 'salam')).toMatchObject({ t: 'nack' })
  await expect(leaving.call('POST', '/api/v1/live/ticket')).resolves.toMatchObject({ status: 401 })
})

test('a ticket opens one socket, and none that is foreign, forged or spent', async () => {
  const ticket = await ticketOf(buyer)
  const opens = async (url: string, origin?: string) => {
    const headers = { ...(origin !== undefined && { headers: { origin } }) }
    const socket = new WebSocket(url, headers as never)
    const outcome = await new Promise<string>((resolve) => {
      socket.addEventListener('open', () => resolve('open'))
      socket.addEventListener('error', () => resolve('refused'))
    })
    socket.close()
    return outcome
  }
  const { gatewayUrl } = talking
  expect(await opens(socketUrl(gatewayUrl, ticket), 'https://evil.example')).toBe('refused')
  expect(await opens(socketUrl(gatewayUrl, ticket))).toBe('open')
  expect(await opens(socketUrl(gatewayUrl, ticket))).toBe('refused')
  expect(await opens(socketUrl(gatewayUrl, `${ticket}x`))).toBe('refused')
  expect(await opens(socketUrl(gatewayUrl, ''))).toBe('refused')
})

test('frames that nobody can read get an answer, and the socket stays', async () => {
  const conv = await talking.converse(buyer, seller)
  await using ours = await buyer.live()
  for (const text of ['no json', '[]', '{"t":"dance"}', '{"t":"sub"}']) ours.raw(text)
  // What answers a ping needs no answer.
  ours.say({ t: 'pong' })
  await until('four answers', async () => ours.frames.filter(({ t }) => t === 'nack').length === 4)
  expect(ours.frames.filter(({ t }) => t === 'nack').map((frame) => frame['code'])).toEqual([
    ...['SOCKET_FRAME_UNKNOWN', 'SOCKET_FRAME_UNKNOWN'],
    ...['SOCKET_FRAME_UNKNOWN', 'SOCKET_FRAME_INVALID'],
  ])
  expect(await ours.send(conv, 'x'.repeat(10_000))).toMatchObject({ code: 'SOCKET_FRAME_INVALID' })
  expect(await ours.send(conv, 'salam')).toMatchObject({ t: 'ack' })
  ours.raw(JSON.stringify({ t: 'send', text: 'x'.repeat(1_000_000) }))
  expect((await ours.closed).code).toBe(1009)
})
