// A person's conversations through the gateway: the list and what changed in it, one log, whom they
// may write to, whom they have blocked, words they look for.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import {
  EventType,
  ListedConversation,
  LogPage,
  Conversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seller, type Visitor, visitor } from '../browser.ts'
import { type GatewayFixture, startGatewayFixture } from '../gateway-fixture.ts'

type Row = { id: string; peer: object; about?: object; last?: object; unread: number }
type List = { items: Row[]; next: string | null; feedSeq: number; epoch: string; more: boolean }
type Problem = { code: string; title: string }

const LISTS = '/api/v1/chat/conversations'
const at = new Date('2026-11-28T12:00:00Z')
let fixture: GatewayFixture
let me: Visitor & { personId: string }
beforeAll(async () => {
  fixture = await startGatewayFixture()
  me = await seller(fixture.port)
})
afterAll(() => fixture[Symbol.asyncDispose]())
beforeEach(() => void (fixture.asked.length = 0))

const refuse = (kind: 'not_found' | 'invalid', code: string) => () =>
  Promise.reject(new DomainError(kind, code))

const row = (feedSeq: number, listingId?: string) =>
  ListedConversation.fromPartial({
    conversation: { id: newId(), lastSeq: 3n, ...(listingId !== undefined && { listingId }) },
    side: { personId: me.personId, peerId: newId(), unread: 2, feedSeq: BigInt(feedSeq) },
    last: {
      ...{ seq: 3n, type: EventType.EVENT_TYPE_MESSAGE, kind: 'text', text: 'salam', at },
      actorId: me.personId,
    },
  })
const listed = (items: ListedConversation[], more = false) => {
  fixture.chat.listConversations = async () => ({ items, feedSeq: 9n, more, epoch: 'e1' })
}

test('the list shows the other person and the ad, and where its next page begins', async () => {
  const gone = newId()
  const items = [row(9, gone), row(7)]
  listed(items, true)
  const { body } = await me.call<List>('GET', `${LISTS}?limit=2`)
  expect(body).toMatchObject({ next: '7', feedSeq: 9, epoch: 'e1', more: true })
  expect(body.items[0]).toMatchObject({
    ...{ id: items[0]?.conversation?.id, unread: 2, about: { listingId: gone, state: 'closed' } },
    peer: { id: items[0]?.side?.peerId, displayName: 'Ayesha' },
    last: { seq: 3, type: 'message', kind: 'text', preview: 'salam', mine: true },
  })
  expect(body.items[1]?.about).toBeUndefined()
  expect(fixture.lastAsked('listConversations')).toMatchObject({
    ...{ request: { limit: 2 }, call: { actor: { personId: me.personId } } },
  })
  await me.call('GET', `${LISTS}?after=7`)
  expect(fixture.lastAsked('listConversations')?.request).toMatchObject({ limit: 20, before: 7n })
})

test('what changed since a number has no next page: more is asked for by number', async () => {
  listed([row(8), row(9)], true)
  const { body } = await me.call<List>('GET', `${LISTS}?since=7`)
  expect(body).toMatchObject({ next: null, more: true, feedSeq: 9 })
  expect(fixture.lastAsked('listConversations')?.request).toMatchObject({ since: 7n })
})

test('a place in the list that none can be is refused before anybody is asked', async () => {
  for (const query of ['after=x', 'after=-1', 'since=x', 'limit=0', 'limit=101', 'page=2'])
    expect([400, 422]).toContain((await me.call('GET', `${LISTS}?${query}`)).status)
  expect(fixture.lastAsked('listConversations')).toBeUndefined()
})

test('one conversation is its row in the list; a foreign one is like none', async () => {
  const own = row(4)
  fixture.chat.getConversations = async ({ ids }) => ({
    items: ids.includes(own.conversation?.id ?? '') ? [own] : [],
  })
  const read = (id = '') => me.call<Row & Problem>('GET', `${LISTS}/${id}`)
  expect(await read(own.conversation?.id)).toMatchObject({
    ...{ status: 200, body: { id: own.conversation?.id } },
  })
  expect(await read(newId())).toMatchObject({
    ...{ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } },
  })
  expect((await read('nobodys')).status).toBe(422)
})

test('a log is read after a number or before one, in the name of the reader alone', async () => {
  const id = newId()
  const sent = { actorId: newId(), at }
  fixture.chat.readEvents = async ({ reads }) => ({
    pages: reads
      .filter(({ conversationId }) => conversationId === id)
      .map(() =>
        LogPage.fromPartial({
          ...{ conversationId: id, lastSeq: 5n, peerReadSeq: 4n, peerDeliveredSeq: 5n },
          events: [
            { seq: 4n, type: EventType.EVENT_TYPE_MESSAGE, kind: 'text', text: 'a', ...sent },
            { seq: 5n, type: EventType.EVENT_TYPE_DELETED, of: 4n, ...sent },
          ],
        }),
      ),
  })
  type Log = { events: object[] } & Problem
  const read = (query: string, conv = id) => me.call<Log>('GET', `${LISTS}/${conv}/events${query}`)
  expect((await read('?after=3&limit=2')).body).toMatchObject({
    ...{ lastSeq: 5, peerReadSeq: 4, peerDeliveredSeq: 5 },
    events: [
      { seq: 4, type: 'message', body: { kind: 'text', text: 'a' } },
      { seq: 5, type: 'deleted', body: { of: 4 } },
    ],
  })
  const asked = () => fixture.lastAsked('readEvents')?.request
  expect(asked()).toMatchObject({ limit: 2, reads: [{ personId: me.personId, after: 3n }] })
  await read('?before=9')
  expect(asked()).toMatchObject({ reads: [{ before: 9n }] })
  await read('')
  expect(asked()).toMatchObject({ reads: [{ before: BigInt(Number.MAX_SAFE_INTEGER) }] })
  expect(await read('', newId())).toMatchObject({
    ...{ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } },
  })
  for (const query of ['?after=-1', '?before=x', '?limit=201'])
    expect((await read(query)).status).toBe(422)
})

test('somebody one talks to is written to without an ad: 201 once, 200 after that', async () => {
  const peer = newId()
  const conversation = Conversation.fromPartial({ id: newId() })
  let created = true
  fixture.chat.openWith = async () => ({ conversation, created })
  const open = (body: object) => me.call<{ id: string } & Problem>('POST', LISTS, body)
  const first = await open({ with: peer })
  expect(first).toMatchObject({ status: 201, body: { id: conversation.id } })
  expect(first.headers.get('location')).toBe(`${LISTS}/${conversation.id}`)
  expect(fixture.lastAsked('openWith')).toMatchObject({
    ...{ request: { personId: peer }, call: { actor: { personId: me.personId } } },
  })
  created = false
  expect(await open({ with: peer })).toMatchObject({ status: 200, body: { id: conversation.id } })
  for (const body of [{}, { with: 'ali' }, { with: peer, about: newId() }])
    expect((await open(body)).status).toBe(422)
  fixture.chat.openWith = refuse('not_found', 'CONVERSATION_NOT_FOUND')
  expect(await open({ with: newId() })).toMatchObject({
    ...{ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } },
  })
})

test('whom one has blocked is listed with their names', async () => {
  const blocked = row(2)
  fixture.chat.listBlocked = async () => ({ items: [blocked] })
  const { body } = await me.call<List>('GET', '/api/v1/me/blocks')
  expect(body.items).toMatchObject([
    { id: blocked.conversation?.id, peer: { displayName: 'Ayesha' } },
  ])
})

test('somebody is blocked by name and let in again; a stranger is like nobody', async () => {
  const peer = newId()
  fixture.chat.blockPerson = async () => ({})
  const block = (method: string, whom = peer) =>
    me.call<Problem>(method, `/api/v1/me/blocks/${whom}`)
  for (const [method, blocked] of [
    ['PUT', true],
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    expect((await block(method)).status).toBe(204)
    expect(fixture.lastAsked('blockPerson')?.request).toEqual({ personId: peer, blocked })
  }
  expect((await block('PUT', 'ali')).status).toBe(422)
  fixture.chat.blockPerson = refuse('not_found', 'CONVERSATION_NOT_FOUND')
  expect((await block('PUT')).status).toBe(404)
  expect((await visitor(fixture.port).call('PUT', `/api/v1/me/blocks/${peer}`)).status).toBe(401)
})

test('a person says whether others see them there, and reads what they chose', async () => {
  let shown = true
  fixture.chat.getPresence = async () => ({ shown })
  fixture.chat.setPresence = async (wish) => {
    shown = wish.shown
    return {}
  }
  const path = '/api/v1/me/presence'
  for (const _ of [1, 2]) expect((await me.call('PUT', path, { shown: false })).status).toBe(204)
  expect((await me.call('GET', path)).body).toEqual({ shown: false })
  expect((await me.call('PUT', path, { shown: 'no' })).status).toBe(422)
  expect((await visitor(fixture.port).call('PUT', path, { shown: true })).status).toBe(401)
})

test('words are found with the conversations they are in, each once', async () => {
  const own = row(6)
  const conversationId = own.conversation?.id ?? ''
  const hit = { conversationId, at, actorId: me.personId, text: 'kal shaam' }
  fixture.chat.searchMessages = async () => ({
    found: [
      { ...hit, seq: 9n },
      { ...hit, seq: 4n, actorId: newId() },
    ],
  })
  fixture.chat.getConversations = async () => ({ items: [own] })
  type Found = { items: object[]; conversations: Row[] }
  const look = (query: string) => me.call<Found>('GET', `/api/v1/chat/search?${query}`)
  const { body } = await look('q=shaam')
  expect(body.items).toMatchObject([
    { conversationId, seq: 9, mine: true, text: 'kal shaam', at: at.toISOString() },
    { conversationId, seq: 4, mine: false },
  ])
  expect(body.conversations.map(({ id }) => id)).toEqual([conversationId])
  expect(fixture.lastAsked('searchMessages')?.request).toEqual({ query: 'shaam' })
  expect(fixture.lastAsked('getConversations')?.request).toEqual({ ids: [conversationId] })
  for (const query of ['', 'q=', `q=${'x'.repeat(101)}`])
    expect((await look(query)).status).toBe(422)
  fixture.asked.length = 0
  fixture.chat.searchMessages = async () => ({ found: [] })
  expect((await look('q=nothing')).body).toEqual({ items: [], conversations: [] })
  expect(fixture.lastAsked('getConversations')).toBeUndefined()
})

test('a row is there without its ad while search is away', async () => {
  listed([row(5, newId())])
  fixture.search.getListingPages = () => Promise.reject(new DomainError('unavailable', 'AWAY'))
  const { status, body } = await me.call<List>('GET', LISTS)
  expect(status).toBe(200)
  expect(Object.keys(body.items[0]?.about ?? {})).toEqual(['listingId'])
})

test('nothing of it is anybody’s without a session', async () => {
  const id = newId()
  for (const [method, path, body] of [
    ['GET', LISTS],
    ['POST', LISTS, { with: id }],
    ['GET', `${LISTS}/${id}`],
    ['GET', `${LISTS}/${id}/events`],
    ['GET', '/api/v1/me/blocks'],
    ['GET', '/api/v1/me/badges'],
    ['GET', '/api/v1/chat/search?q=ab'],
    ['POST', '/api/v1/live/ticket'],
  ] as const)
    expect(await visitor(fixture.port).call(method, path, body)).toMatchObject({
      ...{ status: 401, body: { code: 'SIGN_IN_REQUIRED' } },
    })
  expect(fixture.asked).toEqual([])
})

test('a ticket for the socket is another one each time, and ends within a minute', async () => {
  const ticket = async () =>
    (await me.call<{ ticket: string; expiresAt: string }>('POST', '/api/v1/live/ticket')).body
  const [one, other] = [await ticket(), await ticket()]
  expect(one.ticket).not.toBe(other.ticket)
  const lasts = Date.parse(one.expiresAt) - Date.now()
  expect(lasts).toBeGreaterThan(0)
  expect(lasts).toBeLessThan(60_000)
})

test('the numbers in the head: each of its owner, and none of whoever is away', async () => {
  fixture.chat.countUnread = async () => ({ messages: 3 })
  fixture.notify.countUnread = async () => ({ notifications: 2 })
  fixture.leads.countWaiting = async () => ({ leads: 1 })
  fixture.catalogue.countFavouritesOf = async ({ personIds }) => ({
    people: personIds.map((personId) => ({
      personId,
      favourites: personId === me.personId ? 4 : 9,
    })),
  })
  fixture.search.countNewMatches = () => Promise.reject(new DomainError('unavailable', 'AWAY'))
  const { body } = await me.call('GET', '/api/v1/me/badges')
  expect(body).toEqual({ messages: 3, notifications: 2, leads: 1, favourites: 4 })
  fixture.catalogue.countFavouritesOf = async () => ({ people: [] })
  expect((await me.call('GET', '/api/v1/me/badges')).body).toMatchObject({ favourites: 0 })
})
