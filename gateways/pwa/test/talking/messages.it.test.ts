// What a person says through the gateway, changes and takes back; what they want of a conversation;
// and the links of pictures and voices.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { Side } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seller, type Visitor, visitor } from '../browser.ts'
import { type GatewayFixture, startGatewayFixture } from '../gateway-fixture.ts'

type Answer = { seq: number; at: string; code: string; title: string }

const at = new Date('2026-11-28T12:00:00Z')
const CONV = newId()
const PATH = `/api/v1/chat/conversations/${CONV}`
let fixture: GatewayFixture
let me: Visitor & { personId: string }
beforeAll(async () => {
  fixture = await startGatewayFixture()
  me = await seller(fixture.port)
})
afterAll(() => fixture[Symbol.asyncDispose]())
beforeEach(() => void (fixture.asked.length = 0))

type Kind = ConstructorParameters<typeof DomainError>[0]
const refusal = (kind: Kind, code: string) => () => Promise.reject(new DomainError(kind, code))
const send = (body: unknown, path = PATH) => me.call<Answer>('POST', `${path}/messages`, body)
const text = (words = 'salam', clientId = newId()) => ({ clientId, kind: 'text', text: words })

test('a message is 201 with its number, the same one again 200 with the same number', async () => {
  let repeated = false
  fixture.chat.sendMessage = async () => ({ seq: 7n, at, repeated })
  const message = text()
  const first = await send(message)
  expect(first).toMatchObject({ status: 201, body: { seq: 7, at: at.toISOString() } })
  expect(first.headers.get('location')).toBe(`${PATH}/messages/7`)
  expect(fixture.lastAsked('sendMessage')).toMatchObject({
    request: { conversationId: CONV, clientId: message.clientId, kind: 'text', text: 'salam' },
    call: { actor: { personId: me.personId } },
  })
  repeated = true
  expect(await send(message)).toMatchObject({ status: 200, body: { seq: 7 } })
})

test('how long it took is counted: said, refused for its own sake, or failed by us', async () => {
  const counted = async () => {
    const lines = (await metricsText()).split('\n')
    return ['ok', 'refused', 'failed'].map((outcome) => {
      const series = `chat_send_ms_count{service="gateway-pwa",outcome="${outcome}"} `
      const line = lines.find((each) => each.startsWith(series))
      return Number(line?.slice(series.length) ?? 0)
    })
  }
  const before = await counted()
  fixture.chat.sendMessage = async () => ({ seq: 1n, at, repeated: false })
  await send(text())
  fixture.chat.sendMessage = refusal('forbidden', 'CONVERSATION_BLOCKED')
  await send(text())
  fixture.chat.sendMessage = refusal('internal', 'INTERNAL')
  expect((await send(text())).status).toBe(500)
  expect((await counted()).map((count, i) => count - before[i]!)).toEqual([1, 1, 1])
})

test('what is meant in the name of somebody else is refused, and nothing happens', async () => {
  fixture.chat.sendMessage = async () => ({ seq: 1n, at, repeated: false })
  const other = await seller(fixture.port)
  const asked = [
    ['POST', `${PATH}/messages`, text()],
    ['PATCH', `${PATH}/messages/1`, { text: 'changed' }],
    ['DELETE', `${PATH}/messages/1`],
    ['POST', `${PATH}/read`, { seq: 1 }],
    ['POST', `${PATH}/mute`],
    ['GET', `${PATH}/events`],
    ['GET', '/api/v1/chat/conversations'],
    ['POST', '/api/v1/live/ticket'],
  ] as const
  for (const [method, path, body] of asked) {
    const refused = await me.call<Answer>(method, path, body, { 'x-person-id': other.personId })
    expect([path, refused]).toMatchObject([path, { status: 409, body: { code: 'ANOTHER_PERSON' } }])
    expect(refused.body.title).toContain('sign in again yourself')
  }
  const changes = ['sendMessage', 'editMessage', 'deleteMessage', 'markSeen', 'setSide']
  for (const call of [...changes, 'readEvents', 'listConversations'])
    expect([call, fixture.lastAsked(call)]).toEqual([call, undefined])
  const mine = { 'x-person-id': me.personId }
  expect((await me.call('POST', `${PATH}/messages`, text(), mine)).status).toBe(201)
})

test('each kind carries what is its own, and nothing that is another’s', async () => {
  fixture.chat.sendMessage = async () => ({ seq: 1n, at, repeated: false })
  const [clientId, mediaId] = [newId(), newId()]
  const place = { lat: 31.5, lon: 74.3, name: 'Liberty Market' }
  for (const [body, asked] of [
    [{ kind: 'image', mediaId }, { mediaId }],
    [{ kind: 'voice', mediaId }, { mediaId }],
    [{ kind: 'place', place }, { place }],
  ] as const) {
    expect((await send({ clientId, ...body })).status).toBe(201)
    expect(fixture.lastAsked('sendMessage')?.request).toMatchObject({ kind: body.kind, ...asked })
  }
  fixture.asked.length = 0
  for (const body of [
    ...[{}, text(''), text('x'.repeat(4_001)), { ...text(), mediaId }, { ...text(), kind: 'gif' }],
    { clientId: '0197a1c2-5b7e-4d44-9a3f-2f6c0d5e8b10', kind: 'text', text: 'not of version 7' },
    { clientId, kind: 'image' },
    { clientId, kind: 'place', place: { lat: 91, lon: 0 } },
  ])
    expect((await send(body)).status, JSON.stringify(body).slice(0, 80)).toBe(422)
  expect(fixture.lastAsked('sendMessage')).toBeUndefined()
})

test('what chat refuses is told with its code: foreign, blocked, reused, not ready', async () => {
  for (const [kind, code, status] of [
    ['not_found', 'CONVERSATION_NOT_FOUND', 404],
    ['forbidden', 'CONVERSATION_BLOCKED', 403],
    ['conflict', 'MESSAGE_KEY_REUSED', 409],
    ['precondition', 'ATTACHMENT_NOT_READY', 412],
  ] as const) {
    fixture.chat.sendMessage = refusal(kind, code)
    const answer = await send(text())
    expect(answer).toMatchObject({ status, body: { code, title: expect.any(String) } })
  }
})

test('one’s own message is changed and taken back; what cannot be says why', async () => {
  fixture.chat.editMessage = async () => ({ seq: 8n, at })
  fixture.chat.deleteMessage = async () => ({ seq: 9n, at })
  const change = (seq: string, body?: object) =>
    me.call<Answer>(body ? 'PATCH' : 'DELETE', `${PATH}/messages/${seq}`, body)
  expect(await change('7', { text: 'kal' })).toMatchObject({ status: 200, body: { seq: 8 } })
  expect(fixture.lastAsked('editMessage')?.request).toEqual({
    ...{ conversationId: CONV, seq: 7n, text: 'kal' },
  })
  expect(await change('7')).toMatchObject({ status: 200, body: { seq: 9 } })
  expect(fixture.lastAsked('deleteMessage')?.request).toEqual({ conversationId: CONV, seq: 7n })
  fixture.asked.length = 0
  for (const [seq, body] of [
    ['0', { text: 'a' }],
    ['x', undefined],
    ['7', { text: '' }],
    ['7', { text: 'a', seq: 1 }],
  ] as const)
    expect((await change(seq, body)).status).toBe(422)
  expect(fixture.asked).toEqual([])
  fixture.chat.editMessage = refusal('not_found', 'MESSAGE_NOT_FOUND')
  fixture.chat.deleteMessage = refusal('conflict', 'MESSAGE_TOO_OLD')
  expect(await change('7', { text: 'a' })).toMatchObject({
    ...{ status: 404, body: { code: 'MESSAGE_NOT_FOUND' } },
  })
  expect(await change('7')).toMatchObject({ status: 409, body: { code: 'MESSAGE_TOO_OLD' } })
})

test('reading, muting, archiving and blocking answer 204, as often as they are said', async () => {
  fixture.chat.markSeen = async () => Side.fromPartial({})
  fixture.chat.setSide = async () => Side.fromPartial({})
  const read = (body: unknown) => me.call('POST', `${PATH}/read`, body)
  for (const _ of [1, 2]) expect((await read({ seq: 12 })).status).toBe(204)
  expect(fixture.lastAsked('markSeen')?.request).toEqual({
    ...{ conversationId: CONV, readSeq: 12n, deliveredSeq: 12n },
  })
  for (const body of [{}, { seq: -1 }, { seq: 1.5 }]) expect((await read(body)).status).toBe(422)
  for (const [verb, field] of [
    ['mute', 'muted'],
    ['archive', 'archived'],
    ['block', 'blocked'],
  ] as const)
    for (const [method, wish] of [
      ['POST', true],
      ['POST', true],
      ['DELETE', false],
    ] as const) {
      expect((await me.call(method, `${PATH}/${verb}`)).status).toBe(204)
      expect(fixture.lastAsked('setSide')?.request).toMatchObject({
        ...{ conversationId: CONV, [field]: wish },
      })
    }
  fixture.chat.setSide = refusal('not_found', 'CONVERSATION_NOT_FOUND')
  fixture.chat.markSeen = refusal('not_found', 'CONVERSATION_NOT_FOUND')
  expect((await me.call('POST', `${PATH}/block`)).status).toBe(404)
  expect((await read({ seq: 1 })).status).toBe(404)
})

test('a picture is a link for some minutes that nobody stores; none for a stranger', async () => {
  const id = newId()
  const link = () =>
    me.call<Answer & { url: string; card?: string }>('GET', `/api/v1/chat/media/${id}`)
  fixture.chat.getAttachment = async () => ({
    files: ['full.webp', 'card.webp'].map((name) => ({ name, path: `p/${name}?sig=1` })),
    expiresAt: at,
  })
  const picture = await link()
  expect(picture.body).toEqual({
    url: expect.stringMatching(/\/p\/full\.webp\?sig=1$/),
    card: expect.stringMatching(/\/p\/card\.webp\?sig=1$/),
    expiresAt: at.toISOString(),
  })
  expect(picture.headers.get('cache-control')).toBe('no-store')
  fixture.chat.getAttachment = async () => ({
    ...{ files: [{ name: 'voice.m4a', path: 'p/voice.m4a' }], expiresAt: at },
  })
  expect((await link()).body).not.toHaveProperty('card')
  fixture.chat.getAttachment = async () => ({ files: [], expiresAt: at })
  expect(await link()).toMatchObject({ status: 404, body: { code: 'ATTACHMENT_NOT_FOUND' } })
  fixture.chat.getAttachment = refusal('not_found', 'ATTACHMENT_NOT_FOUND')
  expect((await link()).status).toBe(404)
})

test('nothing is said or changed without a session', async () => {
  const stranger = visitor(fixture.port)
  for (const [method, path, body] of [
    ['POST', `${PATH}/messages`, text()],
    ['PATCH', `${PATH}/messages/1`, { text: 'a' }],
    ['DELETE', `${PATH}/messages/1`],
    ['POST', `${PATH}/read`, { seq: 1 }],
    ['POST', `${PATH}/block`],
    ['DELETE', `${PATH}/mute`],
    ['GET', `/api/v1/chat/media/${newId()}`],
  ] as const)
    expect((await stranger.call(method, path, body)).status).toBe(401)
  expect(fixture.asked).toEqual([])
})
