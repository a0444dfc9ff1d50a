// Leads on the HTTP surface: what a buyer sends, and what each of the two sees.
import { z } from 'zod'
import { id, label, time } from './listing.ts'
import { offer } from './offer.ts'

const kind = z.enum(['message', 'call', 'whatsapp', 'callback'])
const status = z.enum(['new', 'contacted', 'viewing', 'negotiating', 'won', 'lost', 'spam'])
const MAX_TEXT = 2_000

export const leadBody = z
  .strictObject({ listingId: id, kind, text: z.string().max(MAX_TEXT).optional() })
  .meta({
    id: 'LeadBody',
    example: {
      listingId: '0197a1c2-5b7e-7d44-9a3f-2f6c0d5e8b10',
      kind: 'message',
      text: 'Is it still available?',
    },
  })

export const leadOpened = z
  .strictObject({ leadId: id, conversationId: id })
  .meta({ id: 'LeadOpened' })

export const lead = z
  .strictObject({
    id,
    version: z.int(),
    side: z.enum(['buyer', 'seller']),
    status: status.optional().meta({ description: 'The seller alone sees it' }),
    kind: kind.meta({ description: 'How the buyer turned to the seller last' }),
    contacts: z.int(),
    listing: z.strictObject({
      id,
      title: label.optional().meta({ description: 'Absent once the ad is no longer shown' }),
    }),
    person: z
      .strictObject({ id, name: z.string().optional() })
      .meta({ description: 'The other of the two' }),
    conversationId: id,
    offer: offer.optional().meta({ description: 'The newest' }),
    note: z.string().meta({ description: 'The reader’s own' }),
    createdAt: time,
    lastContactAt: time,
    firstReplyAt: time.optional(),
  })
  .meta({ id: 'Lead' })
export type LeadOut = z.input<typeof lead>

export const leadPatch = z
  .strictObject({ status: status.optional(), note: z.string().max(MAX_TEXT).optional() })
  .refine((patch) => Object.keys(patch).length > 0, {
    message: 'Name at least one field to change',
    params: { code: 'REQUIRED' },
  })
  .meta({ id: 'LeadPatch', minProperties: 1, example: { status: 'viewing' } })

export const revealed = z
  .strictObject({
    phone: z.string().optional().meta({ description: 'E.164; absent when no calls are wanted' }),
    whatsapp: z.string().optional().meta({ description: 'A link that opens WhatsApp' }),
    left: z.int().meta({ description: 'New numbers that may still be seen today' }),
  })
  .meta({ id: 'RevealedPhone' })
