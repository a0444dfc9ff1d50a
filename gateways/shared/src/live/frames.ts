// What goes over the socket, both ways. `scripts/gen clients` writes the types of clients from it.
import { z } from 'zod'
import { clientId, conversationRow, event, messageKinds } from '../schemas/conversation.ts'
import { lead } from '../schemas/lead.ts'
import { id, time } from '../schemas/listing.ts'
import { notification } from '../schemas/notification.ts'

const seq = z.int().nonnegative()
const ping = z.strictObject({ t: z.literal('ping') })
const pong = z.strictObject({ t: z.literal('pong') })

const send = { t: z.literal('send'), conv: id, clientId }

/** What a client may say. */
export const ClientFrame = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), feedSeq: seq.optional(), epoch: z.string().optional() }),
  z.strictObject({ t: z.literal('sub'), conv: id, have: seq }),
  z.strictObject({ t: z.literal('unsub'), conv: id }),
  z.discriminatedUnion('kind', [
    z.strictObject({ ...send, ...messageKinds[0] }),
    z.strictObject({ ...send, ...messageKinds[1] }),
    z.strictObject({ ...send, ...messageKinds[2] }),
    z.strictObject({ ...send, ...messageKinds[3] }),
  ]),
  z.strictObject({ t: z.literal('read'), conv: id, seq }),
  z.strictObject({ t: z.literal('delivered'), conv: id, seq }),
  z.strictObject({ t: z.literal('typing'), conv: id }),
  z.strictObject({ t: z.literal('watch'), people: z.array(id).max(100) }),
  ping,
  pong,
])
export type ClientFrame = z.infer<typeof ClientFrame>
export type ClientFrameOf<T extends ClientFrame['t']> = Extract<ClientFrame, { t: T }>

const NAMES = new Set<unknown>(
  ClientFrame.options.map((option) => ('shape' in option ? option.shape.t.value : send.t.value)),
)
/** One that this gateway does not know may be a newer client's. */
export const isKnown = (t: unknown): boolean => NAMES.has(t)

/** What a client is sent. Tests parse each frame with it; a running gateway trusts its types. */
export const ServerFrame = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), feedSeq: seq, epoch: z.string() }),
  z.strictObject({
    ...{ t: z.literal('events'), conv: id, events: z.array(event) },
    more: z.boolean().meta({ description: 'There are more of them: read on' }),
  }),
  z.strictObject({ t: z.literal('conv'), ...conversationRow.shape }),
  z.strictObject({
    ...{ t: z.literal('receipt'), conv: id, person: id, readSeq: seq, deliveredSeq: seq },
  }),
  z.strictObject({ t: z.literal('ack'), clientId: z.string(), conv: id, seq, at: time }),
  z.strictObject({
    t: z.literal('nack'),
    clientId: z.string().optional().meta({ description: 'Of the message that was refused' }),
    conv: id.optional(),
    code: z.string(),
    retryAfterMs: z.int().optional(),
  }),
  z.strictObject({ t: z.literal('typing'), conv: id, actor: id }),
  z.strictObject({
    ...{ t: z.literal('presence'), person: id, online: z.boolean(), lastSeenAt: time.optional() },
  }),
  z.strictObject({ t: z.literal('resync'), conv: id }),
  z.strictObject({ t: z.literal('goaway'), inMs: z.int() }),
  z
    .strictObject({
      t: z.literal('badges'),
      messages: z.int().optional(),
      notifications: z.int().optional(),
      leads: z.int().optional(),
      alerts: z.int().optional(),
      favourites: z.int().optional(),
    })
    .meta({ description: 'Absolute; what is not named has not changed' }),
  z.strictObject({ t: z.literal('notification'), ...notification.shape }),
  z
    .strictObject({ t: z.literal('lead'), ...lead.omit({ note: true, offer: true }).shape })
    .meta({ description: 'Without what is not known yet: the title, the name, offer and note' }),
  ping,
  pong,
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** A `LiveSocket` that sends nothing but these. */
export type FrameSocket = {
  send(frame: ServerFrame): void
  close(code: number, reason: string): void
}
