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
  partyOf,
} from '../../domain/offer.ts'
import type { OfferOutbox, Offers } from './stores.ts'

export type AnswerOfferDeps = {
  clock: Clock
  newId: () => string
  offers: OfferLimits
  reportSoon: () => Promise<void>
  inTransaction: InTransaction<{
    leads: { get(id: LeadId): Promise<Lead> }
    offers: Offers
    offerOutbox: OfferOutbox
  }>
}

export type AnswerOffer = {
  readonly lead: LeadId
  readonly offer: OfferId
  readonly expectedVersion: number
  readonly given: Answer
}

/**
 * Idempotent by state and version: a repeat returns the offer as it is.
 * @throws OFFER_NOT_FOUND, the same for absent and foreign · OFFER_NOT_OPEN,
 * VERSION_MISMATCH (precondition) · INVALID_OFFER (invalid)
 */
export function answerOffer({ clock, newId, offers: limits, ...deps }: AnswerOfferDeps) {
  return async function answerOffer(actor: Actor, command: AnswerOffer): Promise<Offer> {
    const person = mustBePerson(actor).personId as PersonId
    const { offer: id, expectedVersion, given } = command
    const done = await deps.inTransaction({ actor }, async ({ leads, offers, offerOutbox }) => {
      const before = await offers.forUpdate(id)
      if (before.lead !== command.lead) throw errors.OFFER_NOT_FOUND({ offerId: id })
      const lead = await leads.get(before.lead)
      const by = partyOf(lead, person)
      if (isAnswered(before, by, given, expectedVersion)) return before
      const now = clock.now()
      const after = answer(before, by, given, { now, limits })
      // After the turn: who sees an offer that is over learns that first.
      mustBeExpected(before.version, expectedVersion)
      await offers.save(after)
      await offers.addStep(newId(), after, person, now)
      await offerOutbox.append(now, { offer: after, lead })
      return after
    })
    await deps.reportSoon()
    return done
  }
}
