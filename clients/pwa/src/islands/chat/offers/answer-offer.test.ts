// Proves what is sent with an answer, and whom the page asks where an offer stands.
import { expect, test } from 'vitest'
import type { Api } from '../../../api/api.ts'
import { answerOffer, isAnswerable, lookUpOffer } from './answer-offer.ts'

const step = {
  ...{ offerId: 'o1', leadId: 'l1', version: 2, step: 'countered' },
  price: { minor: 285_000_000, currency: 'PKR' },
}
const recording = (answer: (name: string, call: { query?: { side: string } }) => unknown) => {
  const calls: unknown[] = []
  const api = (async (name: string, call: { query?: { side: string } }) => {
    calls.push([name, call])
    return answer(name, call)
  }) as unknown as Api
  return { api, calls }
}
const leads = (...items: object[]) => ({ ok: true, value: { items, next: null } })

test('an answer names the lead, the offer and the version that was seen', async () => {
  const { api, calls } = recording(() => ({ ok: true, value: {} }))
  await answerOffer(api, step, 'accept')
  await answerOffer(api, step, { counter: 2_900_000 })
  const to = { path: { id: 'l1', offerId: 'o1' }, version: 2 }
  expect(calls).toEqual([
    ['POST /leads/{id}/offers/{offerId}/accept', to],
    [
      'POST /leads/{id}/offers/{offerId}/counter',
      { ...to, body: { price: { minor: 290_000_000, currency: 'PKR' } } },
    ],
  ])
})

test('a step that was written without its lead cannot be answered', () => {
  const { leadId: _, ...older } = step
  expect([isAnswerable(step), isAnswerable(older)]).toEqual([true, false])
})

test('where an offer stands is found on whichever side this person is', async () => {
  const stands = { offerId: 'o1', version: 3, state: 'withdrawn' }
  const { api, calls } = recording((_, { query }) =>
    query?.side === 'seller' ? leads({ id: 'l0' }, { id: 'l1', offer: stands }) : leads(),
  )
  expect(await lookUpOffer(api, step, 'car')).toEqual(stands)
  expect(calls).toHaveLength(2)
})

test('another offer by now, no lead or no connection: nobody can say', async () => {
  const other = recording(() => leads({ id: 'l1', offer: { offerId: 'o2', version: 1 } }))
  expect(await lookUpOffer(other.api, step, 'car')).toBeUndefined()
  const none = recording(() => ({ ok: false, problem: { status: 0, code: 'OFFLINE' } }))
  expect(await lookUpOffer(none.api, step, 'car')).toBeUndefined()
})
