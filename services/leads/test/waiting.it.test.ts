// How many people wait for a seller's first answer, and who they are.
import { newId } from '@pk-auto/kernel/id'
import { LeadStatus } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LeadsFixture, startLeadsFixture } from './leads-fixture.ts'

let fixture: LeadsFixture
beforeAll(async () => {
  fixture = await startLeadsFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('whoever is not answered waits; an answer or an order ends it', async () => {
  const { as, person, client, catalogue, clock, contact, wrote } = fixture
  const seller = person()
  const listing = catalogue.listingOf(seller)
  const ids: string[] = []
  for (let i = 0; i < 7; i += 1) {
    clock.advance(1_000)
    const { lead } = await contact(person(), listing)
    ids.push(lead?.id ?? '')
  }
  const waiting = async () => {
    const { people } = await client.readWaitingOf({
      personIds: [seller.personId, newId(), 'nobody'],
    })
    expect(await client.countWaiting({}, await as(seller))).toEqual({
      leads: people[0]?.leads ?? 0,
    })
    return people.map((one) => [one.personId, one.leads, one.newest.map(({ id }) => id)])
  }
  expect(await waiting()).toEqual([[seller.personId, 7, ids.slice(2).toReversed()]])
  const { people } = await client.readWaitingOf({ personIds: [seller.personId] })
  const [newest, second] = people[0]?.newest ?? []
  expect(newest).toMatchObject({ sellerId: seller.personId, status: LeadStatus.LEAD_STATUS_NEW })
  await wrote(seller, newest?.conversationId ?? '')
  const ordered = { id: second?.id ?? '', expectedVersion: 1, status: LeadStatus.LEAD_STATUS_SPAM }
  await client.updateLead(ordered, await as(seller))
  expect(await waiting()).toEqual([[seller.personId, 5, ids.slice(0, 5).toReversed()]])
  await fixture.erasePeople(seller)
  expect(await waiting()).toEqual([])
})
