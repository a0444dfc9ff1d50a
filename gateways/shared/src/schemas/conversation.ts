// Conversations on the HTTP surface and on the socket: rows of a list, and what a log holds.
import { moneyOut } from '@pk-auto/http/money-schema'
import { z } from 'zod'
import { documentedAs } from './bounds.ts'
import { id, label, listingState, photo, time } from './listing.ts'
import { personBadges } from './person.ts'

const KINDS = ['text', 'image', 'voice', 'place'] as const
const TYPES = ['message', 'edited', 'deleted', 'offer', 'system'] as const
const seq = z.int().nonnegative()
/** Of a message: sent again with the same one it is the same message. */
const UUID_V7 =
  '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$'
export const clientId = z
  .uuidv7()
  .meta(documentedAs({ type: 'string', format: 'uuid', pattern: UUID_V7 }))
/** Letters; the owner holds the true bound. */
export const text = z.string().min(1).max(4_000)

/** To about a metre, as its sender gave it. */
const place = z
  .strictObject({
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    name: z.string().max(100).optional(),
  })
  .meta({ id: 'ChatPlace', example: { lat: 31.5204, lon: 74.3587 } })

/** What a person may send, each kind with what is its own. */
const textMessage = { kind: z.literal('text'), text }
const imageMessage = { kind: z.literal('image'), mediaId: id }
const voiceMessage = { kind: z.literal('voice'), mediaId: id }
const placeMessage = { kind: z.literal('place'), place }
export const messageKinds = [textMessage, imageMessage, voiceMessage, placeMessage] as const

const media = z
  .strictObject({
    id,
    width: z.int().optional().meta({ description: 'Of a picture: pixels of its largest file' }),
    height: z.int().optional(),
    durationMs: z.int().optional().meta({ description: 'Of a voice' }),
    peaks: z
      .array(z.int())
      .optional()
      .meta({ description: 'Of a voice: how loud each part of it is, from 0 to 255' }),
  })
  .meta({ id: 'ChatMedia' })

const offerStep = z
  .strictObject({
    offerId: id,
    step: z
      .string()
      .meta({ description: 'made, countered, accepted, declined, withdrawn, expired' }),
    price: z.strictObject({ minor: z.int(), currency: z.string() }),
    leadId: id.optional().meta({ description: 'Of which lead: an answer names both' }),
    version: z.int().optional().meta({ description: 'The offer’s after this step, for If-Match' }),
    expiresAt: time.optional().meta({ description: 'Until when the newest price is open' }),
  })
  .meta({ id: 'OfferStep' })

export const event = z
  .strictObject({
    seq: seq.meta({ description: '1, 2, 3 … in one conversation, without a hole' }),
    type: z
      .enum(TYPES)
      .meta({ description: '`system`: the platform notes something; unread by nobody' }),
    actor: id.meta({ description: 'Of a note: nobody, all zeros' }),
    clientId: z.string().optional(),
    at: time,
    body: z.strictObject({
      kind: z.enum(KINDS).optional(),
      text: z.string().optional(),
      media: media.optional().meta({ description: 'Absent once it was deleted' }),
      place: place.optional(),
      offer: offerStep.optional(),
      note: z.string().optional().meta({
        description: 'ad-sold, ad-removed, ad-available; one that is newer is shown as none',
      }),
      of: seq.optional().meta({ description: 'The message that was edited or deleted' }),
    }),
  })
  .meta({ id: 'ChatEvent' })
export type EventOut = z.input<typeof event>

const about = z.strictObject({
  listingId: id,
  title: label.optional(),
  photo: photo.optional(),
  price: moneyOut.optional(),
  state: listingState.optional().meta({ description: 'Absent when it cannot be said now' }),
})

export const conversation = z
  .strictObject({
    id,
    about: about.optional(),
    peer: z.strictObject({
      id,
      displayName: z.string().optional(),
      gone: z.boolean().optional().meta({
        description: 'Erased: a name that is known from before is not shown any more',
      }),
      badges: personBadges.optional().meta({ description: 'Absent when it cannot be said now' }),
      online: z.boolean().optional().meta({
        description: 'When it was asked; absent of whom it cannot be said, or who hides it',
      }),
      lastSeenAt: time.optional().meta({ description: 'Of somebody who is not there' }),
    }),
    lastSeq: seq,
    readSeq: seq,
    peerReadSeq: seq,
    peerDeliveredSeq: seq,
    unread: seq.meta({ description: 'Absolute: messages of the peer beyond readSeq' }),
    feedSeq: seq.meta({ description: 'Grows with each change of this person’s list' }),
    muted: z.boolean(),
    archived: z.boolean(),
    blocked: z.boolean(),
    last: z
      .strictObject({
        seq,
        type: z.enum(TYPES),
        kind: z.enum(KINDS).optional(),
        preview: z.string(),
        offer: offerStep.optional(),
        at: time,
        mine: z.boolean(),
      })
      .optional(),
  })
  .meta({ id: 'Conversation' })
export type ConversationOut = z.input<typeof conversation>

/** As the socket shows it: of the ad only which one it is. */
export const conversationRow = conversation.extend({
  about: about.pick({ listingId: true }).optional(),
})
export type ConversationRowOut = z.input<typeof conversationRow>
