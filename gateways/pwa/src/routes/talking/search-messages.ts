// Words in one's own conversations.
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { presentTime } from '@pk-auto/gateway-shared/present/listing'
import { conversation } from '@pk-auto/gateway-shared/schemas/conversation'
import { id, time } from '@pk-auto/gateway-shared/schemas/listing'
import type { SeenOf } from '@pk-auto/gateway-shared/live/presence'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'
import { conversationView } from '../../conversation-view.ts'

const query = z.strictObject({
  q: z.string().min(1).max(100).meta({ description: 'Parts of words, in any script' }),
  lang: z.enum(['en', 'ur']).optional(),
})
const found = z
  .strictObject({
    items: z.array(
      z.strictObject({
        conversationId: id,
        seq: z.int(),
        at: time,
        mine: z.boolean(),
        text: z.string(),
      }),
    ),
    conversations: z.array(conversation).meta({ description: 'Those that the items are in' }),
  })
  .meta({ id: 'FoundMessages' })

export type SearchMessagesDeps = {
  clients: Pick<Clients, 'chat' | 'pages' | 'people'>
  visitors: Visitors
  mediaBase: string
  seen: SeenOf
  brands: readonly Brand[]
}

/** Asks chat in the person's name. */
export function searchMessagesRoutes(app: Http, deps: SearchMessagesDeps): void {
  const { clients, visitors, brands } = deps
  const { chat } = clients
  const show = conversationView(clients, deps)
  app.get(
    '/api/v1/chat/search',
    {
      schema: {
        ...operation({
          id: 'searchMessages',
          tag: 'Talking',
          summary: 'Look for words in one’s own conversations',
          description: 'Messages that hold every word, the newest first, at most 50.',
          who: 'person',
        }),
        querystring: query,
        response: { 200: found },
      },
    },
    async (request, reply) => {
      const { personId, token: actorToken } = await visitors.person(request, reply)
      const answer = await chat.searchMessages({ query: request.query.q }, { actorToken })
      const ids = [...new Set(answer.found.map(({ conversationId }) => conversationId))]
      const rows =
        ids.length > 0 ? (await chat.getConversations({ ids }, { actorToken })).items : []
      return {
        items: answer.found.map(({ conversationId, seq, at, actorId, text }) => ({
          ...{ conversationId, seq: Number(seq), at: presentTime(at), text },
          mine: actorId === personId,
        })),
        conversations: await show(rows, brandOf(brands, request.hostname)),
      }
    },
  )
}
