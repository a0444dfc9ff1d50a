// Everything leads can do, on one page.
import { countWaiting, type CountWaitingDeps } from './count-waiting.ts'
import { createLead, type CreateLeadDeps } from './create-lead.ts'
import { eraseLeads, type EraseLeadsDeps } from './erase-leads.ts'
import { listLeads, type ListLeadsDeps } from './list-leads.ts'
import { answerOffer, type AnswerOfferDeps } from './offers/answer-offer.ts'
import { expireOffers, type ExpireOffersDeps } from './offers/expire-offers.ts'
import { makeOffer, type MakeOfferDeps } from './offers/make-offer.ts'
import { reportSteps, type ReportStepsDeps } from './offers/report-steps.ts'
import { readWaitingOf } from './read-waiting-of.ts'
import { recordReplies, type RecordRepliesDeps } from './record-replies.ts'
import { republishLeads, type RepublishLeadsDeps } from './republish-leads.ts'
import { revealPhone, type RevealPhoneDeps } from './reveal-phone.ts'
import { seedLeads, type SeedLeadsDeps } from './seed-leads.ts'
import { sweepReveals, type SweepRevealsDeps } from './sweep-reveals.ts'
import { updateLead, type UpdateLeadDeps } from './update-lead.ts'

/** What the verbs need between them; each names its own part. */
export type LeadsDeps = CreateLeadDeps &
  ListLeadsDeps &
  CountWaitingDeps &
  UpdateLeadDeps &
  RevealPhoneDeps &
  RecordRepliesDeps &
  EraseLeadsDeps &
  RepublishLeadsDeps &
  SeedLeadsDeps &
  Omit<MakeOfferDeps & AnswerOfferDeps, 'reportSoon'> &
  ExpireOffersDeps &
  SweepRevealsDeps &
  ReportStepsDeps

export type LeadsVerbs = ReturnType<typeof leadsVerbs>

const nothing = () => undefined

export function leadsVerbs(deps: LeadsDeps) {
  const report = reportSteps(deps)
  // What fails is sent by the sweep.
  const reporting = { ...deps, reportSoon: () => report().then(nothing, nothing) }
  return {
    // Two people come together.
    createLead: createLead(deps),
    revealPhone: revealPhone(deps),
    makeOffer: makeOffer(reporting),
    answerOffer: answerOffer(reporting),
    // By the clock.
    expireOffers: expireOffers(deps),
    reportSteps: report,
    sweepReveals: sweepReveals(deps),
    // Each orders their own.
    listLeads: listLeads(deps),
    countWaiting: countWaiting(deps),
    readWaitingOf: readWaitingOf(deps),
    updateLead: updateLead(deps),
    // By what happens in chat.
    recordReplies: recordReplies(deps),
    // With the people.
    eraseLeads: eraseLeads(deps),
    // By operators and developers.
    republishLeads: republishLeads(deps),
    seedLeads: seedLeads(deps),
  }
}
