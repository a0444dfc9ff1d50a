// A person turns to a seller: one lead each, refused without a trace, answered and ordered.
import { newId } from '@pk-auto/kernel/id'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { LeadChange } from '@pk-auto/proto/pkauto/leads/v1/events'
import { ContactKind, LeadStatus, Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LeadsFixture, startLeadsFixture } from './leads-fixture.ts'

const NEW_A_DAY = 3
let fixture: LeadsFixture
let { as, person, client, catalogue, chat, identity, clock, contact, list, wrote, eventsOf } =
  {} as LeadsFixture
beforeAll(async () => {
  fixture = await startLeadsFixture({ newADay: NEW_A_DAY })
  ;({ as, person, client, catalogue, chat, identity, clock, contact, list, wrote, eventsOf } =
    fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const pair = () => {
  const [buyer, seller] = [person(), person()]
  return { buyer, seller, listing: catalogue.listingOf(seller) }
}
const changesOf = async (id: string) =>
  (await eventsOf(id)).map(({ change, version }) => [change, version])
const rowsOf = (listing: string) =>
  fixture.rows('select id from lead where listing_id = $1', [listing])

test('a first contact opens the conversation, sends the message and is told once', async () => {
  const { buyer, seller, listing } = pair()
  const { lead, created } = await contact(buyer, listing, { text: ' Still available? ' })
  expect(created).toBe(true)
  expect(lead).toMatchObject({
    ...{ listingId: listing, buyerId: buyer.personId, sellerId: seller.personId },
    ...{ version: 1, contacts: 1, lastKind: ContactKind.CONTACT_KIND_MESSAGE, status: undefined },
  })
  expect(chat.sent().filter(({ by }) => by === buyer.personId)).toMatchObject([
    { conversationId: lead?.conversationId, text: 'Still available?' },
  ])
  expect(await changesOf(lead?.id ?? '')).toEqual([[LeadChange.LEAD_CHANGE_CREATED, 1]])
  const from = 'select gateway, channel from lead_contact where lead_id = $1'
  const [source] = await fixture.rows(from, [lead?.id])
  expect(source).toEqual({ gateway: 'gateway-pwa', channel: 'automart' })
})

test('a repeat of the key changes nothing; a further contact is appended to the same', async () => {
  const { buyer, listing } = pair()
  const key = newId()
  const first = await contact(buyer, listing, { text: 'salam', key })
  expect(await contact(buyer, listing, { text: 'salam', key })).toEqual({
    ...{ lead: first.lead, created: false },
  })
  const again = await contact(buyer, listing, { kind: ContactKind.CONTACT_KIND_CALL })
  expect(again).toMatchObject({ created: false, lead: { id: first.lead?.id, contacts: 2 } })
  expect(chat.sent().filter(({ by }) => by === buyer.personId)).toHaveLength(1)
  await expect(contact(buyer, listing, { text: 'other', key })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
  expect(await changesOf(first.lead?.id ?? '')).toEqual([
    [LeadChange.LEAD_CHANGE_CREATED, 1],
    [LeadChange.LEAD_CHANGE_CONTACTED, 2],
  ])
})

test('many contacts at the same moment make one lead that counts them all', async () => {
  const { buyer, listing } = pair()
  const barrier = { database: fixture.testDb, table: 'lead' }
  const made = await atOnce(6, () => contact(buyer, listing), barrier)
  const leads = made.map((each) => (each.status === 'fulfilled' ? each.value.lead : undefined))
  expect(new Set(leads.map((lead) => lead?.id)).size).toBe(1)
  expect(await rowsOf(listing)).toHaveLength(1)
  const [row] = (await list(buyer, Side.SIDE_BUYER)).leads
  expect(row).toMatchObject({ contacts: 6, version: 6 })
})

test('while chat is away nothing is stored, and a repeat heals what was cut off', async () => {
  const { buyer, listing } = pair()
  chat.state.away = true
  await expect(contact(buyer, listing, { text: 'salam' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  })
  chat.state.away = false
  expect(await rowsOf(listing)).toEqual([])
  const key = newId()
  chat.state.sendingAway = true
  await expect(contact(buyer, listing, { text: 'salam', key })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  })
  chat.state.sendingAway = false
  const { lead } = await contact(buyer, listing, { text: 'salam', key })
  expect(lead).toMatchObject({ contacts: 1 })
  expect(chat.sent().filter(({ by }) => by === buyer.personId)).toHaveLength(1)
})

test('what cannot be contacted is refused and leaves neither lead nor conversation', async () => {
  const { buyer, seller, listing } = pair()
  const opened = chat.conversations.size
  const sold = catalogue.listingOf(seller, ListingState.LISTING_STATE_SOLD)
  const messagesOnly = person()
  const quiet = catalogue.listingOf(messagesOnly)
  identity.ways.set(messagesOnly.personId, { call: false, whatsapp: false, from: '', to: '' })
  chat.blockedBy.set(buyer.personId, seller.personId)
  const call = { kind: ContactKind.CONTACT_KIND_CALL }
  for (const [refused, code] of [
    [() => contact(seller, listing), 'OWN_LISTING'],
    [() => contact(buyer, sold), 'LISTING_NOT_LIVE'],
    [() => contact(buyer, newId()), 'LISTING_NOT_FOUND'],
    [() => contact(buyer, listing), 'LISTING_NOT_FOUND'],
    [() => contact(buyer, quiet, call), 'CONTACT_BY_MESSAGE_ONLY'],
    [() => contact(buyer, quiet, { text: 'a\u0000b' }), 'INVALID_LEAD'],
  ] as const)
    await expect(refused()).rejects.toMatchObject({ code })
  expect(chat.conversations.size).toBe(opened)
  expect((await list(buyer, Side.SIDE_BUYER)).leads).toEqual([])
})

test('who has blocked the seller is told so, and leaves no lead and no conversation', async () => {
  const { buyer, seller, listing } = pair()
  const opened = chat.conversations.size
  chat.blockedBy.set(seller.personId, buyer.personId)
  for (const kind of [ContactKind.CONTACT_KIND_MESSAGE, ContactKind.CONTACT_KIND_CALL])
    await expect(contact(buyer, listing, { kind, text: 'salam' })).rejects.toMatchObject({
      ...{ kind: 'forbidden', code: 'CONVERSATION_BLOCKED' },
    })
  expect(chat.conversations.size).toBe(opened)
  expect(await rowsOf(listing)).toEqual([])
  chat.blockedBy.delete(seller.personId)
  expect(await contact(buyer, listing)).toMatchObject({ created: true })
})

test('new sellers are counted by the day of the market, and at once none is too many', async () => {
  const buyer = person()
  const listings = Array.from({ length: NEW_A_DAY + 3 }, () => catalogue.listingOf(person()))
  const barrier = { database: fixture.testDb, table: 'lead' }
  const tried = await atOnce(listings.length, (nth) => contact(buyer, listings[nth]!), barrier)
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(NEW_A_DAY)
  const refused = tried.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused).toMatchObject(
    Array.from({ length: 3 }, () => ({ code: 'LEADS_TOO_MANY', retryAfterMs: 12 * 3_600_000 })),
  )
  const known = (await list(buyer, Side.SIDE_BUYER)).leads[0]?.listingId ?? ''
  expect(await contact(buyer, known)).toMatchObject({ created: false })
  clock.advance(12 * 3_600_000)
  expect(await contact(buyer, catalogue.listingOf(person()))).toMatchObject({ created: true })
})

test('the first reply is the first message of the seller, and of nobody else', async () => {
  const { buyer, seller, listing } = pair()
  const { lead } = await contact(buyer, listing)
  const conversation = lead?.conversationId ?? ''
  await wrote(buyer, conversation, 1n)
  clock.advance(60_000)
  const replied = clock.now()
  await wrote(seller, conversation, 2n)
  clock.advance(60_000)
  await wrote(seller, conversation, 3n)
  expect((await list(seller, Side.SIDE_SELLER)).leads).toMatchObject([
    { firstReplyAt: replied, version: 2, status: LeadStatus.LEAD_STATUS_CONTACTED },
  ])
  expect(await changesOf(lead?.id ?? '')).toEqual([
    [LeadChange.LEAD_CHANGE_CREATED, 1],
    [LeadChange.LEAD_CHANGE_REPLIED, 2],
  ])
})

test('the seller orders by status, both keep notes that the other never sees', async () => {
  const { buyer, seller, listing } = pair()
  const id = (await contact(buyer, listing)).lead?.id ?? ''
  const update = async (who: typeof buyer, expectedVersion: number, wish: object) =>
    client.updateLead({ id, expectedVersion, ...wish }, await as(who))
  const viewing = { status: LeadStatus.LEAD_STATUS_VIEWING }
  expect(await update(seller, 1, { ...viewing, note: 'comes on Friday' })).toMatchObject({
    ...{ version: 2, ...viewing, note: 'comes on Friday' },
  })
  expect(await update(seller, 2, viewing)).toMatchObject({ version: 2 })
  await expect(update(seller, 1, { note: '' })).rejects.toMatchObject({ code: 'VERSION_MISMATCH' })
  expect(await update(buyer, 2, { note: 'looks good' })).toMatchObject({
    ...{ version: 3, status: undefined, note: 'looks good' },
  })
  await expect(update(buyer, 3, viewing)).rejects.toMatchObject({
    ...{ code: 'INVALID_LEAD', fields: [{ path: 'status', code: 'STATUS_OF_SELLER' }] },
  })
  await expect(update(person(), 3, { note: 'x' })).rejects.toMatchObject({ code: 'LEAD_NOT_FOUND' })
  expect((await list(seller, Side.SIDE_SELLER)).leads).toMatchObject([{ note: 'comes on Friday' }])
  expect(JSON.stringify(await eventsOf(id))).not.toContain('Friday')
})

test('a list goes page by page, the latest contact first, each side its own', async () => {
  const seller = person()
  const listing = catalogue.listingOf(seller)
  const buyers = [person(), person(), person()]
  for (const buyer of buyers) {
    await contact(buyer, listing)
    clock.advance(1_000)
  }
  await contact(buyers[0]!, listing)
  const first = await list(seller, Side.SIDE_SELLER, { limit: 2 })
  const rest = await list(seller, Side.SIDE_SELLER, { limit: 2, after: first.next })
  const found = [...first.leads, ...rest.leads].map(({ buyerId }) => buyerId)
  expect(found).toEqual([buyers[0], buyers[2], buyers[1]].map((who) => who?.personId))
  expect(rest.next).toBe('')
  expect((await list(seller, Side.SIDE_BUYER)).leads).toEqual([])
  await expect(list(seller, Side.SIDE_SELLER, { after: 'x' })).rejects.toMatchObject({
    code: 'INVALID_CURSOR',
  })
})

test('with either person the lead is erased, and its last event names nobody', async () => {
  const { buyer, seller, listing } = pair()
  const id = (await contact(buyer, listing)).lead?.id ?? ''
  await client.updateLead({ id, expectedVersion: 1, note: 'x' }, await as(buyer))
  await fixture.reveal(buyer, listing)
  await fixture.erasePeople(seller)
  expect((await list(buyer, Side.SIDE_BUYER)).leads).toEqual([])
  for (const table of ['lead_contact', 'lead_note'])
    expect(await fixture.rows(`select 1 from ${table} where lead_id = $1`, [id])).toEqual([])
  expect(await fixture.rows('select 1 from reveal where listing_id = $1', [listing])).toEqual([])
  expect((await eventsOf(id)).at(-1)).toMatchObject({
    ...{ change: LeadChange.LEAD_CHANGE_ERASED, version: 3, buyerId: '', sellerId: '' },
  })
})

test('republishing says the current state again, at its version', async () => {
  const { buyer, listing } = pair()
  const id = (await contact(buyer, listing)).lead?.id ?? ''
  expect(await fixture.admin.republishLeads({ ids: [id], after: '' })).toMatchObject({
    republished: 1,
  })
  expect(await changesOf(id)).toEqual([
    [LeadChange.LEAD_CHANGE_CREATED, 1],
    [LeadChange.LEAD_CHANGE_REPUBLISHED, 1],
  ])
})

test('seeded leads are as if they had been, and a second time adds nothing', async () => {
  const { buyer, seller, listing } = pair()
  const [at, repliedAt] = [new Date('2026-11-01T10:00:00Z'), new Date('2026-11-01T11:00:00Z')]
  const seed = {
    ...{ id: newId(), listing, buyer: buyer.personId, seller: seller.personId },
    ...{ conversation: newId(), at, repliedAt, status: 'viewing' },
  }
  const { service } = fixture
  expect([await service.seed([seed]), await service.seed([seed])]).toEqual([1, 0])
  expect((await list(seller, Side.SIDE_SELLER)).leads).toMatchObject([
    { id: seed.id, firstReplyAt: repliedAt, status: LeadStatus.LEAD_STATUS_VIEWING },
  ])
  expect(await changesOf(seed.id)).toEqual([[LeadChange.LEAD_CHANGE_CREATED, 3]])
})
