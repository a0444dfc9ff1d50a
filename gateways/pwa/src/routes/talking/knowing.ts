// Whom a person may write to without an ad, whom they have blocked, and who sees them there.
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { conversation } from '@pk-auto/gateway-shared/schemas/conversation'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import type { SeenOf } from '@pk-auto/gateway-shared/live/presence'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'
import { conversationView } from '../../conversation-view.ts'

const opening = z.strictObject({ with: id }).meta({
  id: 'OpenConversation',
  example: { with: '0197a1c2-5b7e-7d44-9a3f-2f6c0d5e8b10' },
})
const opened = z.strictObject({ id }).meta({ id: 'OpenedConversation' })
const blocks = z.strictObject({ items: z.array(conversation) }).meta({ id: 'Blocks' })

const presence = z
  .strictObject({ shown: z.boolean() })
  .meta({ id: 'PresenceChoice', example: { shown: false } })

export type KnowingDeps = {
  clients: Pick<Clients, 'chat' | 'pages' | 'people'>
  visitors: Visitors
  mediaBase: string
  seen: SeenOf
  brands: readonly Brand[]
}

/** Asks chat in the person's name. */
export function knowingRoutes(app: Http, deps: KnowingDeps): void {
  const { clients, visitors, brands } = deps
  const { chat } = clients
  const show = conversationView(clients, deps)

  app.post(
    '/api/v1/chat/conversations',
    {
      schema: {
        ...operation({
          id: 'openConversation',
          priority: 'live',
          tag: 'Talking',
          summary: 'Write to somebody one talks to already, about no ad',
          description: 'One per pair: 200 when it was there. 404 for whom one has not met.',
          who: 'person',
          gives: ['Location'],
          refuses: [404],
        }),
        body: opening,
        response: { 200: opened, 201: opened },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const answer = await chat.openWith({ personId: request.body.with }, { actorToken })
      const conversationId = answer.conversation?.id ?? ''
      return reply
        .code(answer.created ? 201 : 200)
        .header('Location', `/api/v1/chat/conversations/${conversationId}`)
        .send({ id: conversationId })
    },
  )

  for (const [method, blocked] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const)
    app.route({
      ...{ method, url: '/api/v1/me/blocks/:id' },
      schema: {
        ...operation({
          id: blocked ? 'blockPerson' : 'unblockPerson',
          tag: 'Talking',
          summary: blocked ? 'Block somebody one has talked with' : 'Let somebody in again',
          ...(blocked && { description: 'Wherever the two talk. 404 for whom one has not met.' }),
          who: 'person',
          refuses: [404],
        }),
        params: z.strictObject({ id }),
        response: { 204: z.undefined() },
      },
      async handler(request, reply) {
        const { token: actorToken } = await visitors.person(request, reply)
        const { id: personId } = request.params as { id: string }
        await chat.blockPerson({ personId, blocked }, { actorToken })
        return reply.code(204).send()
      },
    })

  app.get(
    '/api/v1/me/presence',
    {
      schema: {
        ...operation({
          id: 'getPresence',
          tag: 'Talking',
          summary: 'Whether others see that whoever is signed in is there',
          who: 'person',
        }),
        response: { 200: presence },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      return { shown: (await chat.getPresence({}, { actorToken })).shown }
    },
  )

  app.put(
    '/api/v1/me/presence',
    {
      schema: {
        ...operation({
          id: 'setPresence',
          tag: 'Talking',
          summary: 'Let others see that one is there, or nobody',
          who: 'person',
        }),
        body: presence,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      await chat.setPresence({ shown: request.body.shown }, { actorToken })
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/me/blocks',
    {
      schema: {
        ...operation({
          id: 'listBlocks',
          tag: 'Talking',
          summary: 'Whom whoever is signed in has blocked, each by their latest conversation',
          who: 'person',
        }),
        querystring: langQuery,
        response: { 200: blocks },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { items } = await chat.listBlocked({}, { actorToken })
      return { items: await show(items, brandOf(brands, request.hostname)) }
    },
  )
}
