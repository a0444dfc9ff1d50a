// A lead: one person's interest in one ad, however often they turn to its seller. Pure.
import { textFault, tidyText } from '@pk-auto/kernel/readable-text'
import { errors } from './errors.ts'
import type { ConversationId, LeadId, ListingId, PersonId } from './ids.ts'

export const KINDS = ['message', 'call', 'whatsapp', 'callback'] as const
export type Kind = (typeof KINDS)[number]

export const STATUSES = [
  ...(['new', 'contacted', 'viewing', 'negotiating', 'won', 'lost', 'spam'] as const),
] as const
export type Status = (typeof STATUSES)[number]

/** Where the buyer came from: the gateway that asked, and the brand's channel behind it. */
export type Source = { readonly gateway: string; readonly channel: string }

export type Contact = { readonly kind: Kind; readonly source: Source; readonly at: Date }

export type Lead = {
  readonly id: LeadId
  /** Grows by one with every change. */
  readonly version: number
  readonly listing: ListingId
  readonly buyer: PersonId
  readonly seller: PersonId
  readonly conversation: ConversationId
  readonly status: Status
  readonly lastKind: Kind
  /** How often the buyer has turned to the seller. */
  readonly contacts: number
  readonly createdAt: Date
  readonly lastContactAt: Date
  readonly firstReplyAt?: Date
}

/** How many wait for a seller's first answer. */
export type Waiting = {
  readonly seller: PersonId
  readonly count: number
  /** Some of them, the latest contact first. */
  readonly newest: readonly Lead[]
}

/** What is left of one when either of its people is erased. */
export type ErasedLead = { readonly id: LeadId; readonly version: number }

export type Change = 'created' | 'contacted' | 'replied' | 'edited' | 'republished'

/** @throws OWN_LISTING (conflict) */
export function mustBeAnothers({ seller }: Pick<Lead, 'seller'>, buyer: PersonId): void {
  if (seller === buyer) throw errors.OWN_LISTING()
}

/** A new one at version 1. */
export const begin = (
  who: Pick<Lead, 'id' | 'listing' | 'buyer' | 'seller' | 'conversation'>,
  { kind, at }: Contact,
): Lead => ({
  ...who,
  ...{ version: 1, status: 'new', lastKind: kind, contacts: 1, createdAt: at, lastContactAt: at },
})

/** The buyer has turned to the seller again. */
export const contacted = (lead: Lead, { kind, at }: Contact): Lead => ({
  ...lead,
  ...{ version: lead.version + 1, lastKind: kind, contacts: lead.contacts + 1, lastContactAt: at },
})

/** The seller has written. Undefined when they had before: only the first reply counts. */
export const replied = (lead: Lead, at: Date): Lead | undefined =>
  lead.firstReplyAt
    ? undefined
    : {
        ...lead,
        version: lead.version + 1,
        status: lead.status === 'new' ? 'contacted' : lead.status,
        firstReplyAt: at,
      }

/**
 * Any status may follow any other: people change their minds. A buyer who names one is refused
 * whichever it is, so that nobody finds it out by guessing. @throws INVALID_LEAD (invalid)
 */
export function edited(lead: Lead, by: PersonId, status?: Status): Lead {
  if (status !== undefined && by !== lead.seller)
    throw errors.INVALID_LEAD(
      {},
      {
        fields: [
          { path: 'status', code: 'STATUS_OF_SELLER', message: 'only the seller sets a status' },
        ],
      },
    )
  return { ...lead, version: lead.version + 1, status: status ?? lead.status }
}

export const erase = ({ id, version }: Lead): ErasedLead => ({ id, version: version + 1 })

/**
 * A first message or a note as it is passed on; empty stays empty. `maxText` in letters. @throws
 * INVALID_LEAD (invalid) naming the field
 */
export function readable(text: string, path: 'text' | 'note', maxText: number): string {
  const tidy = tidyText(text)
  if (tidy === '') return ''
  // The length first: a text that is too long is not examined any further.
  const fault =
    tidy.length > maxText
      ? ({ code: 'TOO_LONG', message: `at most ${maxText} letters` } as const)
      : textFault(tidy, 'many')
  if (fault) throw errors.INVALID_LEAD({}, { fields: [{ path, ...fault }] })
  return tidy
}
