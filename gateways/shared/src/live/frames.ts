// What a client may say on a socket.
import { z } from 'zod'
import { clientId, messageKinds } from '../schemas/conversation.ts'
import { id } from '../schemas/listing.ts'

const seq = z.int().nonnegative()

const send = { t: z.literal('send'), conv: id, clientId }

export const Frame = z.discriminatedUnion('t', [
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
  z.strictObject({ t: z.literal('ping') }),
])
export type Frame = z.infer<typeof Frame>
export type FrameOf<T extends Frame['t']> = Extract<Frame, { t: T }>

const NAMES = new Set<unknown>(
  Frame.options.map((option) => ('shape' in option ? option.shape.t.value : send.t.value)),
)
/** One that this gateway does not know may be a newer client's. */
export const isKnown = (t: unknown): boolean => NAMES.has(t)
