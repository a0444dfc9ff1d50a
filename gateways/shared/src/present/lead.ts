// Shapes leads, and numbers that were revealed.
import type { Lang } from '@pk-auto/http/language'
import type { PublicPerson } from '@pk-auto/proto/pkauto/identity/v1/identity'
import {
  ContactKind,
  type Lead,
  LeadStatus,
  type RevealPhoneResponse,
} from '@pk-auto/proto/pkauto/leads/v1/leads'
import type { ListingPage } from '@pk-auto/proto/pkauto/search/v1/search'
import type { LeadOut } from '../schemas/lead.ts'
import { presentTime } from './listing.ts'
import { presentOffer } from './offer.ts'

const KINDS = new Map<ContactKind, LeadOut['kind']>([
  [ContactKind.CONTACT_KIND_MESSAGE, 'message'],
  [ContactKind.CONTACT_KIND_CALL, 'call'],
  [ContactKind.CONTACT_KIND_WHATSAPP, 'whatsapp'],
  [ContactKind.CONTACT_KIND_CALLBACK, 'callback'],
])
type Status = NonNullable<LeadOut['status']>
const STATUSES = new Map<LeadStatus, Status>([
  [LeadStatus.LEAD_STATUS_NEW, 'new'],
  [LeadStatus.LEAD_STATUS_CONTACTED, 'contacted'],
  [LeadStatus.LEAD_STATUS_VIEWING, 'viewing'],
  [LeadStatus.LEAD_STATUS_NEGOTIATING, 'negotiating'],
  [LeadStatus.LEAD_STATUS_WON, 'won'],
  [LeadStatus.LEAD_STATUS_LOST, 'lost'],
  [LeadStatus.LEAD_STATUS_SPAM, 'spam'],
])
const keyOf = <Key, Value>(map: ReadonlyMap<Key, Value>, value: Value): Key | undefined =>
  [...map].find(([, name]) => name === value)?.[0]

export const wireKind = (kind: LeadOut['kind']): ContactKind =>
  keyOf(KINDS, kind) ?? ContactKind.CONTACT_KIND_UNSPECIFIED
export const wireStatus = (status: Status): LeadStatus =>
  keyOf(STATUSES, status) ?? LeadStatus.LEAD_STATUS_UNSPECIFIED

export type Surroundings = {
  reader: string
  page: ListingPage | undefined
  person: PublicPerson | undefined
  lang: Lang
}

/** The other of the two people of a lead. */
export const peerOf = ({ buyerId, sellerId }: Lead, reader: string): string =>
  reader === sellerId ? buyerId : sellerId

export function presentLead(lead: Lead, { reader, page, person, lang }: Surroundings): LeadOut {
  const status = lead.status === undefined ? undefined : STATUSES.get(lead.status)
  return {
    id: lead.id,
    version: lead.version,
    side: reader === lead.sellerId ? 'seller' : 'buyer',
    ...(status && { status }),
    kind: KINDS.get(lead.lastKind) ?? 'message',
    contacts: lead.contacts,
    listing: { id: lead.listingId, ...(page?.title && { title: page.title }) },
    person: {
      id: peerOf(lead, reader),
      ...(person?.displayName && { name: person.displayName }),
    },
    conversationId: lead.conversationId,
    ...(lead.offer && { offer: presentOffer(lead.offer, lang) }),
    note: lead.note,
    createdAt: presentTime(lead.createdAt),
    lastContactAt: presentTime(lead.lastContactAt),
    ...(lead.firstReplyAt && { firstReplyAt: presentTime(lead.firstReplyAt) }),
  }
}

/** To the seller's open pages: what is not known without asking others is read over HTTP. */
export const presentLeadNews = (lead: Lead) => {
  const reader = lead.sellerId
  const {
    note: _note,
    offer: _offer,
    ...shown
  } = presentLead(lead, {
    ...{ reader, page: undefined, person: undefined, lang: 'en' },
  })
  return shown
}

export type Ad = { title: string; url: string }

const GREETING = {
  en: ({ title, url }: Ad) => `Hello, I saw your ad on Automart: ${title} ${url}`,
  ur: ({ title, url }: Ad) => `السلام علیکم، میں نے آٹومارٹ پر آپ کا اشتہار دیکھا: ${title} ${url}`,
} as const

/** What opens WhatsApp with the ad named, so that the seller knows what it is about. */
const whatsappLink = (phone: string, text: string): string =>
  `https://wa.me/${phone.replace(/\D/g, '')}?text=${encodeURIComponent(text)}`

export const presentRevealed = (
  { phone, call, whatsapp, left }: RevealPhoneResponse,
  ad: Ad,
  lang: keyof typeof GREETING,
) => ({
  ...(call && { phone }),
  ...(whatsapp && { whatsapp: whatsappLink(phone, GREETING[lang](ad)) }),
  left,
})
