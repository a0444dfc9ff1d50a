// A person's conversations: the list, what changed in it, one log, and what they want of each.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { answers } from '@pk-auto/gateway-shared/answers'
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { presentEvent } from '@pk-auto/gateway-shared/present/conversation'
import { conversation, event } from '@pk-auto/gateway-shared/schemas/conversation'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import type { SeenOf } from '@pk-auto/gateway-shared/live/presence'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'
import { conversationView } from '../../conversation-view.ts'

const params = z.strictObject({ id })
const seq = z.coerce.number().int().nonnegative()
const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(40).optional(),
  since: seq.optional().meta({ description: 'Instead of a page: what changed after this feedSeq' }),
  lang: z.enum(['en', 'ur']).optional(),
})
const list = z
  .strictObject({
    items: z.array(conversation),
    next: z.string().nullable(),
    feedSeq: z.int(),
    epoch: z.string(),
    more: z.boolean(),
  })
  .meta({ id: 'Conversations' })
const range = z.strictObject({
  after: seq.optional(),
  before: seq.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  lang: z.enum(['en', 'ur']).optional(),
})
const log = z
  .strictObject({
    events: z.array(event),
    lastSeq: z.int(),
    peerReadSeq: z.int(),
    peerDeliveredSeq: z.int(),
  })
  .meta({ id: 'ChatLog' })

export type ConversationsDeps = {
  clients: Pick<Clients, 'chat' | 'pages' | 'people'>
  visitors: Visitors
  mediaBase: string
  seen: SeenOf
  brands: readonly Brand[]
}

/** Asks chat in the person's name; names and cars come from identity and search, if they answer. */
export function conversationRoutes(app: Http, deps: ConversationsDeps): void {
  const { clients, visitors, brands } = deps
  const { chat } = clients
  const show = conversationView(clients, deps)

  app.get(
    '/api/v1/chat/conversations',
    {
      schema: {
        ...operation({
          id: 'listConversations',
          tag: 'Talking',
          summary: 'The conversations of whoever is signed in',
          description: 'The newest change first; with `since`, the oldest change first.',
          who: 'person',
          takes: ['X-Person-Id'],
        }),
        querystring: page,
        response: { 200: list },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { limit, after, since } = request.query
      if (after !== undefined && !/^\d{1,15}$/.test(after)) throw answers.INVALID_CURSOR()
      const found = await chat.listConversations(
        {
          limit,
          ...(since !== undefined && { since: BigInt(since) }),
          ...(after !== undefined && { before: BigInt(after) }),
        },
        { actorToken },
      )
      const items = await show(found.items, brandOf(brands, request.hostname))
      const last = items.at(-1)?.feedSeq
      return {
        ...{ items, feedSeq: Number(found.feedSeq), epoch: found.epoch, more: found.more },
        next: found.more && since === undefined && last !== undefined ? String(last) : null,
      }
    },
  )

  app.get(
    '/api/v1/chat/conversations/:id',
    {
      schema: {
        ...operation({
          id: 'getConversation',
          priority: 'live',
          tag: 'Talking',
          summary: 'One conversation, as its row in the list',
          who: 'person',
          takes: ['X-Person-Id'],
        }),
        params,
        querystring: langQuery,
        response: { 200: conversation },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const ids = [request.params.id]
      const { items } = await chat.getConversations({ ids }, { actorToken })
      const [shown] = await show(items, brandOf(brands, request.hostname))
      return shown ?? notFound(request.params.id)
    },
  )

  app.get(
    '/api/v1/chat/conversations/:id/events',
    {
      schema: {
        ...operation({
          id: 'readConversation',
          priority: 'live',
          tag: 'Talking',
          summary: 'What was said: after a number, or the newest before one',
          who: 'person',
          takes: ['X-Person-Id'],
        }),
        params,
        querystring: range,
        response: { 200: log },
      },
    },
    async (request, reply) => {
      const { personId } = await visitors.person(request, reply)
      const { after, before, limit } = request.query
      const read = {
        ...{ conversationId: request.params.id, personId, after: BigInt(after ?? 0) },
        ...(after === undefined && { before: BigInt(before ?? Number.MAX_SAFE_INTEGER) }),
      }
      const { pages } = await chat.readEvents({ reads: [read], limit })
      const found = pages[0] ?? notFound(request.params.id)
      return {
        events: found.events.map(presentEvent),
        ...{ lastSeq: Number(found.lastSeq), peerReadSeq: Number(found.peerReadSeq) },
        peerDeliveredSeq: Number(found.peerDeliveredSeq),
      }
    },
  )
}

function notFound(conversationId: string): never {
  throw answers.CONVERSATION_NOT_FOUND({ conversationId })
}
