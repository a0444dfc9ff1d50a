// The composition root of leads: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { newsChannel } from '@pk-auto/live/person-channel'
import { policyOf } from '@pk-auto/proto/policy'
import { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { LeadsDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { LeadsAdminDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads_admin'
import { LEADS, OFFERS } from '@pk-auto/proto/topics'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { LeadsConfig } from './config.ts'
import { consumeConversations } from './inbound/consume-conversations.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { leadsRpc } from './inbound/rpc-leads.ts'
import { watchCanaries } from './outbound/canary-alarm.ts'
import { chatClient } from './outbound/chat-client.ts'
import { listingClient, refuseAsAbsent } from './outbound/listing-client.ts'
import { peopleClient } from './outbound/people-client.ts'
import { stores } from './outbound/stores.ts'
import { leadsVerbs } from './usecases/index.ts'
import type { SeedLead } from './usecases/seed-leads.ts'

export type RunningLeads = Running & {
  /** Not in production: leads that have been. Returns how many were new. */
  seed(batch: readonly SeedLead[]): Promise<number>
  /** Forgets one batch of old reveals; the `jobs` role does it by itself. */
  sweepReveals(): Promise<number>
}

export { readLeadsConfig, type LeadsConfig } from './config.ts'

/** Never waits for another service, Kafka or Redis. */
export async function startLeads(
  config: LeadsConfig,
  { clock }: { clock?: Clock } = {},
): Promise<RunningLeads> {
  await using service = openService('leads', { config, clock })
  const { urls, zone, maxText, newADay, revealsADay } = config
  const { isCanary, alarm } = service.use(watchCanaries(service.name, config.canaries))
  const verbs = leadsVerbs({
    ...{ clock: service.clock, newId, inTransaction: service.transactions(stores) },
    waitingChanged: (sellers) => sellers.forEach((one) => service.redis?.hint(newsChannel(one))),
    profile: config.profile,
    ...{ zone, maxText, newADay, revealsADay, refuseAsAbsent, offers: config.offers },
    revealRetentionMs: config.revealRetentionMs,
    listings: listingClient(service.client(CatalogueDefinition, urls.catalogue)),
    people: peopleClient(service.client(IdentityDefinition, urls.identity)),
    conversations: chatClient(service.client(ChatDefinition, urls.chat)),
    ...{ isCanary, alarm },
  })
  const everyMs = config.offersEveryMs
  const running = await serve(service, {
    policyOf,
    publishes: [LEADS, OFFERS],
    rpc: [
      implement(LeadsDefinition, leadsRpc(verbs)),
      implement(LeadsAdminDefinition, adminRpc(verbs)),
    ],
    subscriptions: [consumeConversations(verbs), consumePeople(verbs)],
    sweeps: [
      { name: 'expire-offers', everyMs, batch: verbs.expireOffers },
      { name: 'report-steps', everyMs, batch: verbs.reportSteps },
      { name: 'reveals', everyMs: config.revealsEveryMs, batch: verbs.sweepReveals },
    ],
  })
  return { ...running, seed: verbs.seedLeads, sweepReveals: verbs.sweepReveals }
}
