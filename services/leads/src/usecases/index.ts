// Everything leads can do, on one page.
import { createLead, type CreateLeadDeps } from './create-lead.ts'
import { eraseLeads, type EraseLeadsDeps } from './erase-leads.ts'
import { listLeads, type ListLeadsDeps } from './list-leads.ts'
import { recordReplies, type RecordRepliesDeps } from './record-replies.ts'
import { republishLeads, type RepublishLeadsDeps } from './republish-leads.ts'
import { revealPhone, type RevealPhoneDeps } from './reveal-phone.ts'
import { seedLeads, type SeedLeadsDeps } from './seed-leads.ts'
import { updateLead, type UpdateLeadDeps } from './update-lead.ts'

/** What the verbs need between them; each names its own part. */
export type LeadsDeps = CreateLeadDeps &
  ListLeadsDeps &
  UpdateLeadDeps &
  RevealPhoneDeps &
  RecordRepliesDeps &
  EraseLeadsDeps &
  RepublishLeadsDeps &
  SeedLeadsDeps

export type LeadsVerbs = ReturnType<typeof leadsVerbs>

export const leadsVerbs = (deps: LeadsDeps) => ({
  // Two people come together.
  createLead: createLead(deps),
  revealPhone: revealPhone(deps),
  // Each orders their own.
  listLeads: listLeads(deps),
  updateLead: updateLead(deps),
  // By what happens in chat.
  recordReplies: recordReplies(deps),
  // With the people.
  eraseLeads: eraseLeads(deps),
  // By operators and developers.
  republishLeads: republishLeads(deps),
  seedLeads: seedLeads(deps),
})
