// Turning to a seller through the gateway: what is passed on, what each side is shown, and the
// number with its link.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import {
  ContactKind,
  Lead,
  LeadStatus,
  Offer,
  OfferState,
  Side,
} from '@pk-auto/proto/pkauto/leads/v1/leads'
import { ListingPage } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, seller, type Visitor, visitor } from './browser.ts'
import { type GatewayFixture, startGatewayFixture } from './gateway-fixture.ts'

let fixture: GatewayFixture
let me: Visitor & { personId: string }
beforeAll(async () => {
  fixture = await startGatewayFixture()
  me = await seller(fixture.port)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const at = new Date('2026-11-28T12:00:00Z')
const leadOf = (more: Partial<Lead> = {}) =>
  Lead.fromPartial({
    ...{ id: newId(), version: 1, listingId: newId(), conversationId: newId() },
    ...{ buyerId: me.personId, sellerId: newId(), contacts: 1, createdAt: at, lastContactAt: at },
    ...{ lastKind: ContactKind.CONTACT_KIND_MESSAGE, ...more },
  })
const contact = (body: object, headers: Record<string, string> = KEY(), who: Visitor = me) =>
  who.call<{ code: string; leadId: string; conversationId: string }>(
    ...(['POST', '/api/v1/leads', body, headers] as const),
  )

test('a first contact is 201, a further one 200, and both name lead and conversation', async () => {
  const lead = leadOf()
  const body = { listingId: lead.listingId, kind: 'message', text: 'Still there?' }
  fixture.leads.createLead = async () => ({ lead, created: true })
  const first = await contact(body)
  expect(first).toMatchObject({
    ...{ status: 201, body: { leadId: lead.id, conversationId: lead.conversationId } },
  })
  expect(fixture.lastAsked('createLead')).toMatchObject({
    request: { ...body, kind: ContactKind.CONTACT_KIND_MESSAGE, channels: ['automart'] },
    call: { actor: { personId: me.personId }, caller: 'gateway-pwa' },
  })
  fixture.leads.createLead = async () => ({ lead, created: false })
  expect((await contact(body)).status).toBe(200)
})

test('without a session, a key or a known kind nothing is asked', async () => {
  const body = { listingId: newId(), kind: 'message' }
  const before = fixture.asked.length
  expect((await contact(body, KEY(), visitor(fixture.port))).status).toBe(401)
  expect(await contact(body, {})).toMatchObject({
    ...{ status: 400, body: { code: 'IDEMPOTENCY_KEY_REQUIRED' } },
  })
  expect((await contact({ ...body, kind: 'fax' })).status).toBe(422)
  expect((await contact({ ...body, source: 'me' })).status).toBe(422)
  expect(fixture.asked.slice(before).map(({ method }) => method)).not.toContain('createLead')
})

test('a refusal says when to come back, in the reader’s language', async () => {
  fixture.leads.createLead = () =>
    Promise.reject(new DomainError('too_many', 'LEADS_TOO_MANY', {}, { retryAfterMs: 90_000 }))
  const refused = await contact(
    { listingId: newId(), kind: 'message' },
    { ...KEY(), 'accept-language': 'ur' },
  )
  expect(refused).toMatchObject({ status: 429, body: { code: 'LEADS_TOO_MANY' } })
  expect(refused.headers.get('retry-after')).toBe('90')
  expect(refused.text).toContain('کل دوبارہ آئیں')
})

test('a list shows the other person and the ad; status is there for the seller alone', async () => {
  const sold = leadOf({
    ...{ buyerId: newId(), sellerId: me.personId, status: LeadStatus.LEAD_STATUS_VIEWING },
  })
  fixture.leads.listLeads = async ({ side }) => ({
    leads: [side === Side.SIDE_SELLER ? sold : leadOf()],
    next: '',
  })
  const read = (side: string) =>
    me.call<{ items: object[]; next: null }>('GET', `/api/v1/me/leads?side=${side}`)
  expect((await read('seller')).body).toMatchObject({
    items: [
      { side: 'seller', status: 'viewing', person: { id: sold.buyerId, name: 'Ayesha' }, note: '' },
    ],
    next: null,
  })
  const bought = await read('buyer')
  expect(bought.body.items[0]).toMatchObject({ side: 'buyer', kind: 'message' })
  expect(bought.body.items[0]).not.toHaveProperty('status')
  expect((await read('both')).status).toBe(422)
})

test('ordering a lead needs the version one has seen, and something to change', async () => {
  const lead = leadOf({ version: 4 })
  fixture.leads.updateLead = async () => lead
  const patch = (body: object, headers: Record<string, string> = { 'if-match': '"3"' }) =>
    me.call('PATCH', `/api/v1/leads/${lead.id}`, body, headers)
  const edited = await patch({ note: 'comes on Friday' })
  expect(edited).toMatchObject({ status: 200, body: { id: lead.id, version: 4 } })
  expect(edited.headers.get('etag')).toBe('"4"')
  expect(fixture.lastAsked('updateLead')?.request).toMatchObject({
    ...{ id: lead.id, expectedVersion: 3, note: 'comes on Friday', status: undefined },
  })
  expect((await patch({ note: 'x' }, {})).status).toBe(428)
  expect((await patch({})).status).toBe(422)
})

test('a number comes with a link that names the ad, as far as the seller wants it', async () => {
  const id = '01a22684-48d6-7ff4-b309-d6a425bb9680'
  const short = '/a/3hboykh9sz8wwepyp2mc7ts0'
  const title = { en: 'Toyota Corolla 2016', ur: 'ٹویوٹا کرولا 2016' }
  fixture.search.getListingPages = async () => ({
    pages: [ListingPage.fromPartial({ listing: { id }, title })],
  })
  const number = { phone: '+923001234567', call: true, whatsapp: true, left: 19 }
  fixture.leads.revealPhone = async () => number
  const reveal = (lang = 'en') =>
    me.call<{ whatsapp: string }>('POST', `/api/v1/listings/${id}/reveal-phone?lang=${lang}`)
  const shown = await reveal()
  expect(shown).toMatchObject({ status: 200, body: { phone: '+923001234567', left: 19 } })
  const link = new URL(shown.body.whatsapp)
  expect(link.origin + link.pathname).toBe('https://wa.me/923001234567')
  const text = (url: string) => new URL(url).searchParams.get('text')
  expect(text(link.href)).toMatch(new RegExp(`Toyota Corolla 2016 https://automart.pk${short}$`))
  expect(text((await reveal('ur')).body.whatsapp)).toContain(
    `${title.ur} https://automart.pk/ur${short}`,
  )
  fixture.leads.revealPhone = async () => ({ ...number, call: false })
  expect((await reveal()).body).not.toHaveProperty('phone')
  fixture.leads.revealPhone = async () => ({ ...number, whatsapp: false })
  expect((await reveal()).body).toEqual({ phone: '+923001234567', left: 19 })
  expect(
    (await visitor(fixture.port).call('POST', `/api/v1/listings/${id}/reveal-phone`)).status,
  ).toBe(401)
})

test('a person chooses how they are reached, and hours that cannot be are refused', async () => {
  const { body } = await me.call<{ version: number; contact: object }>('GET', '/api/v1/me')
  expect(body.contact).toEqual({ call: true, whatsapp: true })
  const choose = (contact: object) =>
    me.call<{ contact: object }>(
      ...(['PATCH', '/api/v1/me', { contact }, { 'if-match': `"${body.version}"` }] as const),
    )
  expect(
    (await choose({ call: true, whatsapp: true, hours: { from: '9', to: '21:00' } })).status,
  ).toBe(422)
  const hours = { from: '09:00', to: '21:00' }
  expect((await choose({ call: true, whatsapp: false, hours })).body.contact).toEqual({
    ...{ call: true, whatsapp: false, hours },
  })
})

test('an offer is made once, answered at its version, and says that it is no sale', async () => {
  const [leadId, offerId] = [newId(), newId()]
  const offer = Offer.fromPartial({
    ...{ id: offerId, version: 1, leadId, by: Side.SIDE_BUYER, expiresAt: at },
    ...{ state: OfferState.OFFER_STATE_OPEN, price: { minor: 200_000_000n, currency: 'PKR' } },
  })
  const price = { minor: 200_000_000, currency: 'PKR' }
  const path = `/api/v1/leads/${leadId}/offers`
  fixture.leads.makeOffer = async () => offer
  const made = await me.call<{ notice: string }>('POST', path, { price }, KEY())
  expect(made).toMatchObject({ status: 201, body: { offerId, state: 'open', price, by: 'buyer' } })
  expect(made.body.notice).toContain('not a sale')
  expect(made.headers.get('etag')).toBe('"1"')
  expect((await me.call('POST', path, { price })).status).toBe(400)
  fixture.leads.answerOffer = async () => ({
    ...{ ...offer, version: 2, state: OfferState.OFFER_STATE_COUNTERED, by: Side.SIDE_SELLER },
  })
  const answer = (given: string, body?: object, headers: object = { 'if-match': '"1"' }) =>
    me.call(...(['POST', `${path}/${offerId}/${given}`, body, { ...headers }] as const))
  expect(await answer('counter', { price })).toMatchObject({
    ...{ status: 200, body: { state: 'countered', by: 'seller', version: 2 } },
  })
  expect((await answer('accept', undefined, {})).status).toBe(428)
  await answer('withdraw')
  expect(fixture.lastAsked('answerOffer')?.request).toMatchObject({
    ...{ leadId, offerId, expectedVersion: 1, answer: 'withdraw', price: undefined },
  })
  fixture.leads.answerOffer = () =>
    Promise.reject(new DomainError('precondition', 'OFFER_NOT_OPEN'))
  expect((await answer('accept')).status).toBe(412)
})
