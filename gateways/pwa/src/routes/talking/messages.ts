// What a person says in a conversation, and what they want of it: read, mute, archive, block.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { presentTime } from '@pk-auto/gateway-shared/present/listing'
import { messageOf } from '@pk-auto/gateway-shared/message-of'
import { clientId, messageKinds, text } from '@pk-auto/gateway-shared/schemas/conversation'
import { id, time } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { TimedSends } from '@pk-auto/gateway-shared/timed-sends'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

const params = z.strictObject({ id })
const messageParams = z.strictObject({ id, seq: z.coerce.number().int().positive() })
const numbered = z.strictObject({ seq: z.int(), at: time }).meta({ id: 'ChatAck' })
const message = z
  .discriminatedUnion('kind', [
    z.strictObject({ clientId, ...messageKinds[0] }),
    z.strictObject({ clientId, ...messageKinds[1] }),
    z.strictObject({ clientId, ...messageKinds[2] }),
    z.strictObject({ clientId, ...messageKinds[3] }),
  ])
  .meta({
    id: 'ChatMessage',
    example: {
      ...{ clientId: '0197a1c2-5b7e-7d44-9a3f-2f6c0d5e8b10', kind: 'text' },
      text: 'Is it still available?',
    },
  })
const change = z.strictObject({ text }).meta({ id: 'ChatEdit', example: { text: 'At 5, sorry' } })
const marks = z
  .strictObject({ seq: z.int().nonnegative() })
  .meta({ id: 'ReadMark', example: { seq: 12 } })

const ack = ({ seq, at }: { seq: bigint; at: Date | undefined }) => ({
  seq: Number(seq),
  at: presentTime(at),
})

const SIDES = {
  mute: ['muted', 'Mute', 'Messages go on arriving, without a notification.'],
  archive: ['archived', 'Archive', 'It comes back with the next message.'],
  block: [
    'blocked',
    'Block',
    'Neither of the two can write to the other any more, wherever they talk; both can read.',
  ],
} as const

/** Asks chat in the person's name. */
export function messageRoutes(
  app: Http,
  { chat }: Pick<Clients, 'chat'>,
  { visitors, timed }: { readonly visitors: Visitors; readonly timed: TimedSends },
): void {
  app.post(
    '/api/v1/chat/conversations/:id/messages',
    {
      schema: {
        ...operation({
          id: 'sendMessage',
          priority: 'live',
          tag: 'Talking',
          summary: 'Say something',
          description: 'The clientId is the key, for ever: a repeat answers 200 with the same seq.',
          who: 'person',
          takes: ['X-Person-Id'],
          gives: ['Location'],
          refuses: [403, 409, 412],
        }),
        params,
        body: message,
        response: { 200: numbered, 201: numbered },
      },
    },
    async (request, reply) => {
      const content = messageOf(request.params.id, request.body)
      const sent = await timed(async () => {
        const { token: actorToken } = await visitors.person(request, reply)
        return chat.sendMessage(content, { actorToken })
      })
      const place = `/api/v1/chat/conversations/${request.params.id}/messages/${sent.seq}`
      return reply
        .code(sent.repeated ? 200 : 201)
        .header('Location', place)
        .send(ack(sent))
    },
  )

  app.patch(
    '/api/v1/chat/conversations/:id/messages/:seq',
    {
      schema: {
        ...operation({
          id: 'editMessage',
          priority: 'live',
          tag: 'Talking',
          summary: 'Change a message of one’s own, within 15 minutes',
          who: 'person',
          takes: ['X-Person-Id'],
          refuses: [409],
        }),
        params: messageParams,
        body: change,
        response: { 200: numbered },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { id: conversationId, seq } = request.params
      const edit = { conversationId, seq: BigInt(seq), text: request.body.text }
      return ack(await chat.editMessage(edit, { actorToken }))
    },
  )

  app.delete(
    '/api/v1/chat/conversations/:id/messages/:seq',
    {
      schema: {
        ...operation({
          id: 'deleteMessage',
          priority: 'live',
          tag: 'Talking',
          summary: 'Take a message of one’s own back, within 15 minutes',
          who: 'person',
          takes: ['X-Person-Id'],
          refuses: [409],
        }),
        params: messageParams,
        response: { 200: numbered },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { id: conversationId, seq } = request.params
      return ack(await chat.deleteMessage({ conversationId, seq: BigInt(seq) }, { actorToken }))
    },
  )

  app.post(
    '/api/v1/chat/conversations/:id/read',
    {
      schema: {
        ...operation({
          id: 'markRead',
          priority: 'live',
          tag: 'Talking',
          summary: 'Everything up to a number is read',
          description: 'Late and repeated marks change nothing.',
          who: 'person',
          takes: ['X-Person-Id'],
        }),
        params,
        body: marks,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const readSeq = BigInt(request.body.seq)
      await chat.markSeen(
        { conversationId: request.params.id, readSeq, deliveredSeq: readSeq },
        { actorToken },
      )
      return reply.code(204).send()
    },
  )

  for (const [verb, [field, name, description]] of Object.entries(SIDES))
    for (const [method, wish] of [
      ['POST', true],
      ['DELETE', false],
    ] as const)
      app.route({
        ...{ method, url: `/api/v1/chat/conversations/:id/${verb}` },
        schema: {
          ...operation({
            id: `${wish ? '' : 'un'}${verb}Conversation`,
            tag: 'Talking',
            summary: wish ? `${name} a conversation` : `${name} no more`,
            ...(wish && { description }),
            who: 'person',
            takes: ['X-Person-Id'],
          }),
          params,
          response: { 204: z.undefined() },
        },
        async handler(request, reply) {
          const { token: actorToken } = await visitors.person(request, reply)
          const { id: conversationId } = request.params as z.infer<typeof params>
          await chat.setSide({ conversationId, [field]: wish }, { actorToken })
          return reply.code(204).send()
        },
      })
}
