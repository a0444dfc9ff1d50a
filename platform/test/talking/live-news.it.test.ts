// Whoever has a socket open sees at once what is new for them: by hints, and by the clock while
// Redis is away.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sell } from '../faults/scenario.ts'
import type { Visitor } from '../../visitor.ts'
import { startTalking, type Talker, type Talking } from './talking.ts'
import type { TestFrame, TestSocket } from './test-socket.ts'

const servers = inject('servers')
const AWAY = { ...servers, redisUrl: 'redis://127.0.0.1:1' }

/** The numbers as a page would show them by now. */
const numbers = ({ frames }: TestSocket) =>
  frames.reduce<Omit<TestFrame, 't'>>(
    (known, { t, ...named }) => (t === 'badges' ? { ...known, ...named } : known),
    {},
  )
const calls = async (buyer: Visitor, listingId: string, text = '') =>
  buyer.call<{ leadId: string; conversationId: string }>(
    'POST',
    '/api/v1/leads',
    { listingId, kind: text === '' ? 'callback' : 'message', text },
    { 'idempotency-key': newId() },
  )

describe.for([
  ['by a hint, within a second', servers, 1_000],
  ['by the clock while Redis is away', AWAY, 5_000],
] as const)('%s', ([, where, withinMs]) => {
  let talking: Talking
  let [buyer, seller] = [] as unknown as [Talker, Talker]
  beforeAll(async () => {
    talking = await startTalking(where, ['leads', 'catalogue', 'media-iq', 'search'])
    ;[buyer, seller] = await Promise.all([talking.talker(), talking.talker()])
  })
  afterAll(() => talking[Symbol.asyncDispose]())
  const soon = { timeout: withinMs, interval: 20 }

  test('what was saved, on every device', async () => {
    const { id } = await sell(seller)
    await using one = await buyer.live()
    await using other = await buyer.live()
    for (const socket of [one, other])
      await expect.poll(() => numbers(socket), soon).toMatchObject({ favourites: 0, alerts: 0 })
    await buyer.call('PUT', `/api/v1/me/favourites/${id}`)
    for (const socket of [one, other])
      await expect.poll(() => numbers(socket), soon).toMatchObject({ favourites: 1 })
    expect((await buyer.call('GET', '/api/v1/me/badges')).body).toMatchObject({ favourites: 1 })
    await buyer.call('DELETE', `/api/v1/me/favourites/${id}`)
    await expect.poll(() => numbers(other), soon).toMatchObject({ favourites: 0 })
  })

  test('somebody who calls, what stands behind the bell, and what is said', async () => {
    const { id } = await sell(seller)
    await using theirs = await seller.live()
    await using second = await seller.live()
    const zero = { messages: 0, notifications: 0, leads: 0, alerts: 0, favourites: 0 }
    await expect.poll(() => numbers(theirs)).toEqual(zero)

    const { body } = await calls(buyer, id)
    await expect.poll(() => numbers(theirs), soon).toMatchObject({ leads: 1 })
    const [lead] = theirs.frames.filter(({ t }) => t === 'lead')
    expect(lead).toMatchObject({
      ...{ id: body.leadId, kind: 'callback', side: 'seller', status: 'new' },
      ...{ listing: { id }, person: { id: buyer.personId } },
    })
    // By way of Kafka.
    await expect
      .poll(() => numbers(second), { timeout: 10_000 })
      .toMatchObject({
        ...{ leads: 1, notifications: 1 },
      })
    const bell = await theirs.received('notification')
    expect(bell).toMatchObject({ kind: 'contact-callback', title: { ur: expect.any(String) } })

    await using ours = await buyer.live()
    await ours.send(body.conversationId, 'salam')
    await expect.poll(() => numbers(theirs), soon).toMatchObject({ messages: 1 })
    await theirs.send(body.conversationId, 'wa alaikum salam')
    theirs.say({ t: 'read', conv: body.conversationId, seq: 1 })
    await expect.poll(() => numbers(second), soon).toMatchObject({ messages: 0 })
    // The seller has answered: nobody waits any more.
    await expect.poll(() => numbers(second), { timeout: 10_000 }).toMatchObject({ leads: 0 })
    await seller.call('POST', '/api/v1/me/notifications/read', { upTo: bell['id'] })
    await expect.poll(() => numbers(second), soon).toEqual(zero)
    expect((await seller.call('GET', '/api/v1/me/badges')).body).toMatchObject(zero)
    for (const kind of ['lead', 'notification'])
      expect(theirs.frames.filter(({ t }) => t === kind)).toHaveLength(1)
    expect(numbers(ours)).toMatchObject({ notifications: 0, leads: 0 })
  })

  test('a sold ad is noted in an open conversation, and that it is back again', async () => {
    const { id, version } = await sell(seller)
    const { body } = await calls(buyer, id, 'Is it still there?')
    const conv = body.conversationId
    await using open = await buyer.live()
    open.say({ t: 'sub', conv, have: 0 })
    await expect.poll(() => open.seqs(conv)).toEqual([1])
    const change = async (what: string, at: number, how?: object) =>
      seller.call('POST', `/api/v1/listings/${id}/${what}`, how, { 'if-match': `"${at}"` })
    const notes = () =>
      open.frames
        .filter(({ t }) => t === 'events')
        .flatMap(({ events }) => events as { type: string; body: { note?: string } }[])
        .flatMap(({ type, body: { note } }) => (type === 'system' ? note : []))
    expect((await change('close', version, { reason: 'sold' })).status).toBe(200)
    // By way of Kafka.
    await expect.poll(notes, { timeout: 10_000 }).toEqual(['ad-sold'])
    expect((await change('reactivate', version + 1)).status).toBe(200)
    await expect.poll(notes, { timeout: 10_000 }).toEqual(['ad-sold', 'ad-available'])
    expect(open.seqs(conv)).toEqual([1, 2, 3])
    const row = `/api/v1/chat/conversations/${conv}`
    expect((await buyer.call('GET', row)).body).toMatchObject({ unread: 0, lastSeq: 3 })
    expect((await seller.call('GET', row)).body).toMatchObject({ unread: 1, last: { seq: 1 } })
  })
})
