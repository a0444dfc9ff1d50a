// What operations ask of leads.
import type { Implementation } from '@pk-auto/grpc/server'
import type { LeadsAdminDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads_admin'
import type { LeadsVerbs } from '../usecases/index.ts'

export const adminRpc = (
  use: Pick<LeadsVerbs, 'republishLeads'>,
): Implementation<typeof LeadsAdminDefinition> => ({
  republishLeads: (request) => use.republishLeads(request),
})
