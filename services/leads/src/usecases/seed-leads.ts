// Fills a development market with leads that have been, through the outbox like any other.
import type { Clock } from '@pk-auto/kernel/clock'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ConversationId, LeadId, ListingId, PersonId } from '../domain/ids.ts'
import { begin, type Contact, edited, type Lead, replied, type Status } from '../domain/lead.ts'
import type { LeadOutbox } from './stores.ts'

export type SeedLead = {
  readonly id: string
  readonly listing: string
  readonly buyer: string
  readonly seller: string
  readonly conversation: string
  readonly at: Date
  readonly repliedAt?: Date
  readonly status?: string
}

export type SeedLeadsDeps = {
  profile: string
  clock: Clock
  inTransaction: InTransaction<{
    seeds: {
      /** Returns those that are new. */
      insert(leads: readonly { lead: Lead; contact: Contact }[]): Promise<Lead[]>
    }
    outbox: LeadOutbox
  }>
}

const SOURCE = { gateway: 'gateway-pwa', channel: 'automart' }

/**
 * One batch in one commit, at most 1,000. Idempotent by buyer and listing: what is there stays as
 * it is. Returns how many were new. @throws SEED_REFUSED in production
 */
export function seedLeads({ profile, clock, inTransaction }: SeedLeadsDeps) {
  return async function seedLeads(batch: readonly SeedLead[]): Promise<number> {
    if (profile === 'production') throw kernelErrors.SEED_REFUSED()
    const grown = batch.map((seed) => {
      const contact: Contact = { kind: 'message', source: SOURCE, at: seed.at }
      return { lead: grow(seed, contact), contact }
    })
    return inTransaction({ system: 'leads.seed' }, async ({ seeds, outbox }) => {
      const made = await seeds.insert(grown)
      await outbox.append('created', clock.now(), ...made)
      return made.length
    })
  }
}

/** Replays a lead's past through the rules that people's changes follow. */
function grow(seed: SeedLead, contact: Contact): Lead {
  const seller = seed.seller as PersonId
  const fresh = begin(
    {
      ...{ id: seed.id as LeadId, listing: seed.listing as ListingId },
      ...{ buyer: seed.buyer as PersonId, seller },
      conversation: seed.conversation as ConversationId,
    },
    contact,
  )
  const answered = (seed.repliedAt && replied(fresh, seed.repliedAt)) ?? fresh
  return seed.status === undefined ? answered : edited(answered, seller, seed.status as Status)
}
