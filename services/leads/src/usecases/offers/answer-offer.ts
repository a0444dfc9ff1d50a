// One of the two answers an offer: another price, yes, no, or taking it back.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { mustBeExpected } from '@pk-auto/kernel/version'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../../domain/errors.ts'
import type { LeadId, OfferId, PersonId } from '../../domain/ids.ts'
import type { Lead } from '../../domain/lead.ts'
import {
  answer,
  type Answer,
  isAnswered,
  type Offer,
  type OfferLimits,
  type Party,
  partyOf,
} from '../../domain/offer.ts'
import type { Conversations } from '../stores.ts'
import type { OfferOutbox, Offers } from './stores.ts'

type Stores = {
  leads: { get(id: LeadId): Promise<Lead> }
  offers: Offers
  offerOutbox: OfferOutbox
}

export type AnswerOfferDeps = {
  clock: Clock
  newId: () => string
  offers: OfferLimits
  reportSoon: () => Promise<void>
  conversations: Pick<Conversations, 'mustNotBeBlocked'>
  inTransaction: InTransaction<Stores>
}

export type AnswerOffer = {
  readonly lead: LeadId
  readonly offer: OfferId
  readonly expectedVersion: number
  readonly given: Answer
}

/** What a person answers, as it stands. */
type Standing = {
  readonly before: Offer
  readonly lead: Lead
  readonly by: Party
  /** The offer is what this answer made of it. */
  readonly repeated: boolean
}

/** These would reach the other; no, and taking it back, only end what there is. */
const goesOn = ({ kind }: Answer): boolean => kind === 'counter' || kind === 'accept'

/**
 * Idempotent by state and version: a repeat returns the offer as it is. Chat is asked before a
 * counter or a yes, so while it is away neither is stored.
 * @throws OFFER_NOT_FOUND, the same for absent and foreign · OFFER_NOT_OPEN,
 * VERSION_MISMATCH (precondition) · INVALID_OFFER (invalid) · CONVERSATION_BLOCKED (forbidden)
 */
export function answerOffer({ clock, newId, offers: limits, ...deps }: AnswerOfferDeps) {
  const standing = async (
    { leads, offers }: Pick<Stores, 'leads' | 'offers'>,
    person: PersonId,
    { offer: id, expectedVersion, given, ...command }: AnswerOffer,
  ): Promise<Standing> => {
    const before = await offers.forUpdate(id)
    if (before.lead !== command.lead) throw errors.OFFER_NOT_FOUND({ offerId: id })
    const lead = await leads.get(before.lead)
    const by = partyOf(lead, person)
    return { before, lead, by, repeated: isAnswered(before, by, given, expectedVersion) }
  }

  return async function answerOffer(actor: Actor, command: AnswerOffer): Promise<Offer> {
    const person = mustBePerson(actor).personId as PersonId
    const { expectedVersion, given } = command
    if (goesOn(given)) {
      const look = (stores: Stores) => standing(stores, person, command)
      const { before, lead, repeated } = await deps.inTransaction({ actor }, look)
      if (repeated) return before
      // Outside of a transaction: no row is locked while chat thinks.
      await deps.conversations.mustNotBeBlocked(lead)
    }
    const done = await deps.inTransaction({ actor }, async (stores) => {
      const { before, lead, by, repeated } = await standing(stores, person, command)
      if (repeated) return before
      const now = clock.now()
      const after = answer(before, by, given, { now, limits })
      // After the turn: who sees an offer that is over learns that first.
      mustBeExpected(before.version, expectedVersion)
      await stores.offers.save(after)
      await stores.offers.addStep(newId(), after, person, now)
      await stores.offerOutbox.append(now, { offer: after, lead })
      return after
    })
    await deps.reportSoon()
    return done
  }
}
