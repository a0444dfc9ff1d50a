// Offers over the wire: to and fro, told in the conversation, ended by people or by the clock.
import { newId } from '@pk-auto/kernel/id'
import { OfferState, Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { atOnce } from '@pk-auto/testing/at-once'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LeadsFixture, startLeadsFixture } from './leads-fixture.ts'

let fixture: LeadsFixture
let { as, keyed, person, client, catalogue, chat, clock, contact, list, offerEventsOf } =
  {} as LeadsFixture
beforeAll(async () => {
  fixture = await startLeadsFixture()
  ;({ as, keyed, person, client, catalogue, chat, clock, contact, list, offerEventsOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

type Who = ReturnType<typeof person>
const rupees = (whole: number) => ({ minor: BigInt(whole) * 100n, currency: 'PKR' })
const BRAND = { market: 'pk', channels: ['automart'] }

async function buyerAndSeller() {
  const [buyer, seller] = [person(), person()]
  const listing = catalogue.listingOf(seller)
  const lead = (await contact(buyer, listing)).lead!
  const make = async (who: Who = buyer, price = rupees(2_000_000), key = newId()) =>
    client.makeOffer({ leadId: lead.id, price, ...BRAND }, await keyed(who, key))
  const answer = async (
    who: Who,
    offer: { id: string; version: number },
    given: string,
    price?: ReturnType<typeof rupees>,
  ) =>
    client.answerOffer(
      {
        ...{ leadId: lead.id, offerId: offer.id, expectedVersion: offer.version },
        ...{ answer: given, price },
      },
      await as(who),
    )
  const steps = () =>
    chat
      .steps()
      .filter(({ conversationId }) => conversationId === lead.conversationId)
      .map(({ offer, actorId }) => [offer?.step, actorId])
  const offers = async () => fixture.rows('select id from offer where lead_id = $1', [lead.id])
  return { buyer, seller, listing, lead, make, answer, steps, offers }
}

test('a price goes to and fro until one says yes; the conversation has every step', async () => {
  const { buyer, seller, make, answer, steps } = await buyerAndSeller()
  const made = await make()
  expect(made).toMatchObject({ state: OfferState.OFFER_STATE_OPEN, version: 1 })
  const countered = await answer(seller, made, 'counter', rupees(2_200_000))
  expect(countered).toMatchObject({ by: Side.SIDE_SELLER, price: rupees(2_200_000), version: 2 })
  const accepted = await answer(buyer, countered, 'accept')
  expect(accepted).toMatchObject({ state: OfferState.OFFER_STATE_ACCEPTED, version: 3 })
  expect(steps()).toEqual([
    ['made', buyer.personId],
    ['countered', seller.personId],
    ['accepted', buyer.personId],
  ])
  expect((await offerEventsOf(made.id)).map(({ version, state }) => [version, state])).toEqual([
    [1, OfferState.OFFER_STATE_OPEN],
    [2, OfferState.OFFER_STATE_COUNTERED],
    [3, OfferState.OFFER_STATE_ACCEPTED],
  ])
  expect((await list(seller, Side.SIDE_SELLER)).leads).toMatchObject([{ offer: accepted }])
})

test('each step names what an answer to it needs: lead, version, and until when', async () => {
  const { seller, lead, make, answer } = await buyerAndSeller()
  const made = await make()
  await answer(seller, made, 'counter', rupees(2_200_000))
  const reported = chat
    .steps()
    .filter(({ conversationId }) => conversationId === lead.conversationId)
    .map(({ offer }) => offer)
  const names = { leadId: lead.id, offerId: made.id, expiresAt: made.expiresAt }
  expect(reported).toMatchObject([
    { ...names, version: 1 },
    { ...names, version: 2 },
  ])
})

test('a repeat changes nothing; out of turn, over or stale is refused', async () => {
  const { buyer, seller, make, answer, steps } = await buyerAndSeller()
  const key = newId()
  const made = await make(buyer, rupees(2_000_000), key)
  expect(await make(buyer, rupees(2_000_000), key)).toEqual(made)
  await expect(make()).rejects.toMatchObject({ code: 'OFFER_OPEN_ALREADY' })
  await expect(answer(buyer, made, 'accept')).rejects.toMatchObject({ code: 'OFFER_NOT_OPEN' })
  await expect(answer(seller, made, 'withdraw')).rejects.toMatchObject({ kind: 'precondition' })
  await expect(answer(seller, { ...made, version: 7 }, 'accept')).rejects.toMatchObject({
    code: 'VERSION_MISMATCH',
  })
  const declined = await answer(seller, made, 'decline')
  expect(await answer(seller, made, 'decline')).toEqual(declined)
  await expect(answer(seller, declined, 'accept')).rejects.toMatchObject({ code: 'OFFER_NOT_OPEN' })
  expect(steps().map(([step]) => step)).toEqual(['made', 'declined'])
  expect(await make()).toMatchObject({ version: 1 })
})

test('strangers find no offer, sellers begin none, and nobody offers a joke', async () => {
  const { buyer, seller, make, answer } = await buyerAndSeller()
  await expect(make(person())).rejects.toMatchObject({ code: 'LEAD_NOT_FOUND' })
  await expect(make(seller)).rejects.toMatchObject({ code: 'OFFER_BY_BUYER' })
  await expect(make(buyer, rupees(1))).rejects.toMatchObject({
    ...{ code: 'INVALID_OFFER', fields: [{ path: 'price', code: 'OFFER_PRICE' }] },
  })
  const made = await make()
  for (const [who, id] of [
    [person(), made.id],
    [seller, newId()],
  ] as const)
    await expect(answer(who, { id, version: 1 }, 'accept')).rejects.toMatchObject({
      code: 'OFFER_NOT_FOUND',
    })
  chat.blockedBy.set(buyer.personId, seller.personId)
  await answer(buyer, made, 'withdraw')
  await expect(make()).rejects.toMatchObject({ code: 'LEAD_NOT_FOUND' })
})

test.each(['buyer', 'seller'] as const)(
  'once the %s has blocked the other, neither counters nor accepts, and no event says so',
  async (side) => {
    const { buyer, seller, make, answer, steps } = await buyerAndSeller()
    const made = await make()
    const named = await answer(seller, made, 'counter', rupees(2_200_000))
    const [blocker, blocked] = side === 'buyer' ? [buyer, seller] : [seller, buyer]
    chat.blockedBy.set(blocked.personId, blocker.personId)
    const refused = { kind: 'forbidden', code: 'CONVERSATION_BLOCKED' }
    // Who has asked already is told what became of it.
    expect(await answer(seller, made, 'counter', rupees(2_200_000))).toEqual(named)
    await expect(answer(buyer, named, 'counter', rupees(2_100_000))).rejects.toMatchObject(refused)
    await expect(answer(buyer, named, 'accept')).rejects.toMatchObject(refused)
    expect((await offerEventsOf(made.id)).map(({ version }) => version)).toEqual([1, 2])
    expect(steps()).toHaveLength(2)
  },
)

test('who has blocked the other makes no offer, and is told why', async () => {
  const { buyer, seller, make, steps, offers } = await buyerAndSeller()
  chat.blockedBy.set(seller.personId, buyer.personId)
  await expect(make()).rejects.toMatchObject({ kind: 'forbidden', code: 'CONVERSATION_BLOCKED' })
  expect(await offers()).toEqual([])
  expect(steps()).toEqual([])
})

test.each(['decline', 'withdraw'])('after a block both can end an offer: %s', async (given) => {
  for (const side of ['buyer', 'seller'] as const) {
    const { buyer, seller, make, answer } = await buyerAndSeller()
    const made = await make()
    const [blocker, blocked] = side === 'buyer' ? [buyer, seller] : [seller, buyer]
    chat.blockedBy.set(blocked.personId, blocker.personId)
    const ended = await answer(given === 'decline' ? seller : buyer, made, given)
    expect(ended).toMatchObject({ version: 2 })
  }
})

test('while chat is away nobody counters or accepts, and nothing is kept of it', async () => {
  const { seller, make, answer } = await buyerAndSeller()
  const made = await make()
  chat.state.away = true
  const away = { code: 'UNAVAILABLE' }
  await expect(answer(seller, made, 'accept')).rejects.toMatchObject(away)
  await expect(answer(seller, made, 'counter', rupees(2_200_000))).rejects.toMatchObject(away)
  chat.state.away = false
  expect(await answer(seller, made, 'accept')).toMatchObject({ version: 2 })
})

test('of a yes and a withdrawal at the same moment exactly one counts', async () => {
  const { buyer, seller, make, answer, steps } = await buyerAndSeller()
  const made = await make()
  const barrier = { database: fixture.testDb, table: 'offer' }
  const tried = await atOnce(
    2,
    (nth) => (nth === 0 ? answer(seller, made, 'accept') : answer(buyer, made, 'withdraw')),
    barrier,
  )
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(steps()).toHaveLength(2)
})

test('an offer nobody answers expires after 72 hours; one that was answered does not', async () => {
  const [left, answered] = [await buyerAndSeller(), await buyerAndSeller()]
  const offer = await left.make()
  await answered.answer(answered.seller, await answered.make(), 'accept')
  expect(offer.expiresAt).toEqual(new Date(clock.now().getTime() + 72 * 3_600_000))
  clock.advance(72 * 3_600_000)
  await until('the conversation has its end', async () => left.steps().length === 2)
  expect(left.steps().at(-1)).toEqual(['expired', left.buyer.personId])
  expect(answered.steps().map(([step]) => step)).toEqual(['made', 'accepted'])
  const versions = (await offerEventsOf(offer.id)).map(({ version, state }) => [version, state])
  expect(versions.at(-1)).toEqual([2, OfferState.OFFER_STATE_EXPIRED])
})

test('of offers due at once, one of every state, only those that wait expire', async () => {
  const states = ['open', 'countered', 'accepted', 'declined', 'withdrawn', 'expired']
  const offers = await Promise.all(
    states.map(async (state) => {
      const { make, steps } = await buyerAndSeller()
      const { id } = await make()
      await fixture.rows('update offer set state = $2 where id = $1', [id, state])
      return { id, state, steps }
    }),
  )
  const inTime = await (await buyerAndSeller()).make()
  const later = `update offer set due_at = due_at + interval '1 s' where id = $1`
  await fixture.rows(later, [inTime.id])
  clock.advance(72 * 3_600_000)
  const found = async (id: string) =>
    (
      await fixture.rows<{ state: string; version: number }>(
        'select state, version from offer where id = $1',
        [id],
      )
    )[0]
  const waiting = offers.filter(({ state }) => state === 'open' || state === 'countered')
  await until('those that wait have expired', async () =>
    waiting.every(({ steps }) => steps().at(-1)?.[0] === 'expired'),
  )
  for (const { id, state } of offers) {
    const isWaiting = waiting.some((one) => one.id === id)
    expect([state, await found(id)]).toEqual([
      state,
      isWaiting ? { state: 'expired', version: 2 } : { state, version: 1 },
    ])
  }
  expect(await found(inTime.id)).toEqual({ state: 'open', version: 1 })
})

test('while chat is away no offer is made, and an answer is told when it is back', async () => {
  const { seller, make, answer, steps } = await buyerAndSeller()
  const made = await make()
  chat.state.away = true
  expect(await answer(seller, made, 'decline')).toMatchObject({ version: 2 })
  await expect(make()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  chat.state.away = false
  await until('the conversation has it', async () => steps().length === 2)
  expect(steps().at(-1)).toEqual(['declined', seller.personId])
})

test('republishing a lead says where its offers stand, at their versions', async () => {
  const { lead, make } = await buyerAndSeller()
  const { id } = await make()
  await fixture.admin.republishLeads({ ids: [lead.id], after: '' })
  expect((await offerEventsOf(id)).map(({ version }) => version)).toEqual([1, 1])
})

test('with the lead the offer is erased, and its last event names nobody', async () => {
  const { buyer, make } = await buyerAndSeller()
  const { id } = await make()
  await fixture.erasePeople(buyer)
  expect(await fixture.rows('select 1 from offer where id = $1', [id])).toEqual([])
  expect((await offerEventsOf(id)).at(-1)).toMatchObject({ version: 2, leadId: '', buyerId: '' })
})
