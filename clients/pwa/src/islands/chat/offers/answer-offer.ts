// What can be done with an offer over HTTP: answering it, and asking where it stands.
import type { Answer as ApiAnswer } from '@pk-auto/client-api/problem'
import type { Offer as Given } from '@pk-auto/client-api/pwa.gen'
import type { Answered, Step } from '@pk-auto/client-live/core/offers'
import { moneyOf } from '@pk-auto/ui/price'
import type { Api } from '../../../api/api.ts'

export type Answer = 'accept' | 'decline' | 'withdraw' | { readonly counter: number }
/** A step that names all that an answer to it needs. */
export type Answerable = Step & { readonly leadId: string; readonly version: number }

export const isAnswerable = (step: Step): step is Answerable =>
  step.leadId !== undefined && step.version !== undefined

/** Idempotent: the same answer to the same version is one. A counter is in whole rupees. */
export const answerOffer = (
  api: Api,
  { leadId, offerId, version }: Answerable,
  answer: Answer,
): Promise<ApiAnswer<Given>> => {
  const to = { path: { id: leadId, offerId }, version }
  if (answer === 'accept') return api('POST /leads/{id}/offers/{offerId}/accept', to)
  if (answer === 'decline') return api('POST /leads/{id}/offers/{offerId}/decline', to)
  if (answer === 'withdraw') return api('POST /leads/{id}/offers/{offerId}/withdraw', to)
  const body = { price: moneyOf(answer.counter) }
  return api('POST /leads/{id}/offers/{offerId}/counter', { ...to, body })
}

const PAGE = 100

/** Where the offer stands; undefined when it is over and another was made, or nobody can say. */
export const lookUpOffer = async (
  api: Api,
  { leadId, offerId }: Answerable,
  listingId: string,
): Promise<Answered | undefined> => {
  for (const side of ['buyer', 'seller'] as const) {
    const query = { side, listingId, limit: PAGE }
    const found = await api('GET /me/leads', { query })
    const lead = found.ok ? found.value.items.find(({ id }) => id === leadId) : undefined
    if (lead) return lead.offer?.offerId === offerId ? lead.offer : undefined
  }
  return undefined
}
