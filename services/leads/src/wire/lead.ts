// One lead as messages: what each of its two people gets, and what the topic holds.
import { LeadChange, LeadEvent } from '@pk-auto/proto/pkauto/leads/v1/events'
import {
  ContactKind,
  type Lead as Message,
  LeadStatus,
  Side,
  type WaitingFor,
} from '@pk-auto/proto/pkauto/leads/v1/leads'
import { errors } from '../domain/errors.ts'
import type { PersonId } from '../domain/ids.ts'
import {
  type Change,
  type ErasedLead,
  type Kind,
  KINDS,
  type Lead,
  type Status,
  STATUSES,
  type Waiting,
} from '../domain/lead.ts'
import type { Offer } from '../domain/offer.ts'
import { offerMessage } from './offer.ts'

const CHANGE = {
  created: LeadChange.LEAD_CHANGE_CREATED,
  contacted: LeadChange.LEAD_CHANGE_CONTACTED,
  replied: LeadChange.LEAD_CHANGE_REPLIED,
  edited: LeadChange.LEAD_CHANGE_EDITED,
  republished: LeadChange.LEAD_CHANGE_REPUBLISHED,
} as const satisfies Record<Change, LeadChange>

const STATUS = {
  new: LeadStatus.LEAD_STATUS_NEW,
  contacted: LeadStatus.LEAD_STATUS_CONTACTED,
  viewing: LeadStatus.LEAD_STATUS_VIEWING,
  negotiating: LeadStatus.LEAD_STATUS_NEGOTIATING,
  won: LeadStatus.LEAD_STATUS_WON,
  lost: LeadStatus.LEAD_STATUS_LOST,
  spam: LeadStatus.LEAD_STATUS_SPAM,
} as const satisfies Record<Status, LeadStatus>

const KIND = {
  message: ContactKind.CONTACT_KIND_MESSAGE,
  call: ContactKind.CONTACT_KIND_CALL,
  whatsapp: ContactKind.CONTACT_KIND_WHATSAPP,
  callback: ContactKind.CONTACT_KIND_CALLBACK,
} as const satisfies Record<Kind, ContactKind>

const unknown = (path: string) => {
  const message = 'no value of the closed list'
  return errors.INVALID_LEAD({}, { fields: [{ path, code: 'UNKNOWN_VALUE', message }] })
}

/** @throws INVALID_LEAD (invalid) naming the field */
export function kindFromWire(wire: ContactKind): Kind {
  const kind = KINDS.find((name) => KIND[name] === wire)
  if (!kind) throw unknown('kind')
  return kind
}

/** @throws INVALID_LEAD (invalid) naming the field */
export function statusFromWire(wire: LeadStatus): Status {
  const status = STATUSES.find((name) => STATUS[name] === wire)
  if (!status) throw unknown('status')
  return status
}

/** @throws INVALID_SIDE (invalid) */
export function sideFromWire(wire: Side): 'buyer' | 'seller' {
  if (wire === Side.SIDE_BUYER) return 'buyer'
  if (wire === Side.SIDE_SELLER) return 'seller'
  throw errors.INVALID_SIDE()
}

const stateOf = (lead: Lead) => ({
  version: lead.version,
  listingId: lead.listing,
  buyerId: lead.buyer,
  sellerId: lead.seller,
  conversationId: lead.conversation,
  lastKind: KIND[lead.lastKind],
  contacts: lead.contacts,
  createdAt: lead.createdAt,
  lastContactAt: lead.lastContactAt,
  firstReplyAt: lead.firstReplyAt,
})

/** As `reader` may see it: the status is for the seller alone. */
export const leadMessage = (
  { lead, note, offer }: { lead: Lead; note: string; offer?: Offer },
  reader: PersonId,
): Message => ({
  ...stateOf(lead),
  id: lead.id,
  status: reader === lead.seller ? STATUS[lead.status] : undefined,
  note,
  offer: offer && offerMessage(offer),
})

export const waitingMessage = ({ seller, count, newest }: Waiting): WaitingFor => ({
  ...{ personId: seller, leads: count },
  newest: newest.map((lead) => leadMessage({ lead, note: '' }, seller)),
})

/** The whole state: nothing that was said or noted. */
export const leadEvent = (change: Change, lead: Lead): LeadEvent => ({
  ...stateOf(lead),
  change: CHANGE[change],
  leadId: lead.id,
  status: STATUS[lead.status],
})

export const erasedEvent = ({ id, version }: ErasedLead): LeadEvent =>
  LeadEvent.fromPartial({ change: LeadChange.LEAD_CHANGE_ERASED, leadId: id, version })
