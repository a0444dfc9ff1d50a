// Numbers behind ads: shown to who is counted, never beyond the cap, written down once, alarmed.
import { newId } from '@pk-auto/kernel/id'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LeadsFixture, startLeadsFixture } from './leads-fixture.ts'

const CAP = 4
const CANARY = newId()
let fixture: LeadsFixture
let { person, catalogue, identity, chat, clock, reveal } = {} as LeadsFixture
beforeAll(async () => {
  fixture = await startLeadsFixture({ revealsADay: CAP, canaries: [CANARY] })
  ;({ person, catalogue, identity, chat, clock, reveal } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const ledgerOf = async ({ personId }: { personId: string }) =>
  fixture.rows('select listing_id, seller_id from reveal where person_id = $1', [personId])
const ads = (count: number) => Array.from({ length: count }, () => catalogue.listingOf(person()))

test('a number is shown, written down once, and the same ad again is free', async () => {
  const [buyer, seller] = [person(), person()]
  const listing = catalogue.listingOf(seller)
  const shown = await reveal(buyer, listing)
  expect(shown).toEqual({
    ...{ phone: identity.numberOf(seller.personId), call: true, whatsapp: true, left: CAP - 1 },
  })
  expect(await reveal(buyer, listing)).toEqual(shown)
  expect(await ledgerOf(buyer)).toEqual([{ listing_id: listing, seller_id: seller.personId }])
})

test('a crawler that asks at once gets no more than its quota', async () => {
  const crawler = person()
  const listings = ads(CAP * 3)
  const barrier = { database: fixture.testDb, table: 'reveal' }
  const tried = await atOnce(listings.length, (nth) => reveal(crawler, listings[nth]!), barrier)
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(CAP)
  expect(await ledgerOf(crawler)).toHaveLength(CAP)
  const refused = tried.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['REVEALS_USED_UP']))
})

test('the day ends at midnight of the market, and what was seen stays free', async () => {
  const buyer = person()
  const [first, ...more] = ads(CAP + 1)
  for (const listing of [first!, ...more.slice(0, -1)]) await reveal(buyer, listing)
  const midnight = new Date('2026-11-28T19:00:00Z')
  clock.set(new Date(midnight.getTime() - 1_000))
  await expect(reveal(buyer, more.at(-1)!)).rejects.toMatchObject({
    ...{ code: 'REVEALS_USED_UP', kind: 'too_many', retryAfterMs: 1_000 },
  })
  expect(await reveal(buyer, first!)).toMatchObject({ left: 0 })
  clock.set(midnight)
  expect(await reveal(buyer, more.at(-1)!)).toMatchObject({ left: CAP - 1 })
})

test('who has not proved a number, or meets a seller who takes none, sees nothing', async () => {
  const [stranger, buyer, quiet] = [person(), person(), person()]
  identity.unproved.add(stranger.personId)
  identity.ways.set(quiet.personId, { call: false, whatsapp: false, from: '', to: '' })
  const sold = catalogue.listingOf(person(), ListingState.LISTING_STATE_SOLD)
  for (const [who, listing, code] of [
    [stranger, ads(1)[0]!, 'PHONE_NOT_VERIFIED'],
    [buyer, catalogue.listingOf(quiet), 'CONTACT_BY_MESSAGE_ONLY'],
    [buyer, sold, 'LISTING_NOT_LIVE'],
    [buyer, newId(), 'LISTING_NOT_FOUND'],
  ] as const)
    await expect(reveal(who, listing)).rejects.toMatchObject({ code })
  expect(await ledgerOf(buyer)).toEqual([])
  expect(await ledgerOf(stranger)).toEqual([])
})

test('where one has blocked the other no number is shown, not even one seen before', async () => {
  const [buyer, seller] = [person(), person()]
  const [seen, other] = [catalogue.listingOf(seller), catalogue.listingOf(seller)]
  await reveal(buyer, seen)
  const refused = async (code: string) => {
    for (const listing of [seen, other])
      await expect(reveal(buyer, listing)).rejects.toMatchObject({ code })
    expect(await ledgerOf(buyer)).toHaveLength(1)
  }
  chat.blockedBy.set(buyer.personId, seller.personId)
  // As for an ad that is not there.
  await refused('LISTING_NOT_FOUND')
  chat.blockedBy.delete(buyer.personId)
  chat.blockedBy.set(seller.personId, buyer.personId)
  await refused('CONVERSATION_BLOCKED')
  chat.blockedBy.delete(seller.personId)
  chat.state.away = true
  await refused('UNAVAILABLE')
  chat.state.away = false
  expect(await reveal(buyer, seen)).toMatchObject({ left: CAP - 1 })
  expect(await reveal(buyer, other)).toMatchObject({ left: CAP - 2 })
})

test('one’s own number is not counted', async () => {
  const seller = person()
  expect(await reveal(seller, catalogue.listingOf(seller))).toMatchObject({ left: CAP })
  expect(await ledgerOf(seller)).toEqual([])
})

test('without the ledger nobody sees a number', async () => {
  const buyer = person()
  const [listing] = ads(1)
  const { ownerUrl } = fixture.testDb
  expect(ownerUrl).toBeTruthy()
  await fixture.rows('alter table reveal rename to elsewhere')
  await expect(reveal(buyer, listing!)).rejects.toMatchObject({ kind: 'internal' })
  await fixture.rows('alter table elsewhere rename to reveal')
  expect(await reveal(buyer, listing!)).toMatchObject({ left: CAP - 1 })
})

test('a canary raises the alarm, once for each who reveals it', async () => {
  const alarms = async () =>
    /leads_canary_reveals_total\{service="leads"\} (\d+)/.exec(await metricsText())?.[1]
  // Without any the alarm could never be raised: how many are known is seen.
  expect(await metricsText()).toContain('leads_canaries{service="leads"} 1')
  const before = Number(await alarms())
  const listing = catalogue.listings.get(catalogue.listingOf(person()))!
  catalogue.listings.set(CANARY, { ...listing, id: CANARY })
  await reveal(person(), ads(1)[0]!)
  expect(Number(await alarms())).toBe(before)
  await reveal(person(), CANARY)
  expect(Number(await alarms())).toBe(before + 1)
})

test('no number is stored anywhere', async () => {
  const seller = person()
  await reveal(person(), catalogue.listingOf(seller))
  const number = identity.numberOf(seller.personId)
  for (const table of ['lead', 'lead_contact', 'lead_note', 'reveal', 'outbox'])
    expect(
      await fixture.rows(`select 1 from ${table} t where t::text like '%' || $1 || '%'`, [number]),
    ).toEqual([])
})

test('who saw a number is forgotten after its days, and then it counts as new', async () => {
  const [buyer, seller] = [person(), person()]
  const listing = catalogue.listingOf(seller)
  await reveal(buyer, listing)
  clock.advance(fixture.config.revealRetentionMs - 1)
  await fixture.service.sweepReveals()
  expect(await ledgerOf(buyer)).toHaveLength(1)
  clock.advance(1)
  await fixture.service.sweepReveals()
  expect(await ledgerOf(buyer)).toEqual([])
  expect(await reveal(buyer, listing)).toMatchObject({ left: CAP - 1 })
})
