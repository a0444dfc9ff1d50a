// /me/email: where a person's mail goes. And what the links in mails do, for whoever has the mail.
import {
  emailBody,
  emailToken,
  ownEmail,
  stopQuery,
  stopView,
} from '@pk-auto/gateway-shared/schemas/email'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { langOf } from '@pk-auto/http/language'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

const tag = 'Mail'
const nothing = { 204: z.undefined() }

/** Asks identity with the person's token. */
export function emailRoutes(
  app: Http,
  { identity }: Pick<Clients, 'identity'>,
  visitors: Visitors,
): void {
  const who = 'person'
  app.get(
    '/api/v1/me/email',
    {
      schema: {
        ...operation({ ...{ id: 'getEmail', tag, who, summary: 'Where one’s mail goes' } }),
        response: { 200: ownEmail },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { email, pending } = await identity.getOwnEmail({}, { actorToken })
      reply.header('Cache-Control', 'private, no-store')
      return { pending, ...(email !== undefined && { email }) }
    },
  )

  app.put(
    '/api/v1/me/email',
    {
      schema: {
        ...operation({
          ...{ id: 'askEmail', tag, who, summary: 'Name an address; a link goes there' },
          description: 'The address counts once the link in the mail was followed.',
        }),
        body: emailBody,
        response: { 202: ownEmail },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { email } = request.body
      await identity.askEmail({ email, lang: langOf(request) }, { actorToken })
      return reply.code(202).send({ pending: true })
    },
  )

  app.delete(
    '/api/v1/me/email',
    {
      schema: {
        ...operation({ ...{ id: 'removeEmail', tag, who, summary: 'No mail any more' } }),
        response: nothing,
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      await identity.removeEmail({}, { actorToken })
      return reply.code(204).send()
    },
  )
}

/** Nobody need be signed in: the token is the proof. */
export function mailLinkRoutes(
  app: Http,
  { identity, notify }: Pick<Clients, 'identity' | 'notify'>,
): void {
  const who = 'anyone'
  app.post(
    '/api/v1/email/confirm',
    {
      schema: {
        ...operation({ ...{ id: 'confirmEmail', tag, who, summary: 'Prove an address' } }),
        body: emailToken,
        response: nothing,
      },
    },
    async (request, reply) => {
      await identity.confirmEmail({ token: request.body.token })
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/alerts/stop',
    {
      schema: {
        ...operation({ ...{ id: 'viewStop', tag, who, summary: 'What a link would switch off' } }),
        querystring: stopQuery,
        response: { 200: stopView },
      },
    },
    async (request) => notify.viewStop({ token: request.query.token }),
  )

  void app.register(async (scope: Http) => {
    // Mail providers post a form of their own (RFC 8058); there is nothing in it to read.
    const forms = ['application/x-www-form-urlencoded', 'multipart/form-data']
    const options = { parseAs: 'string', bodyLimit: 4_096 } as const
    scope.addContentTypeParser(forms, options, (_request, _body, done) => done(null, undefined))
    scope.post(
      '/api/v1/alerts/stop',
      {
        schema: {
          ...operation({ ...{ id: 'stopMail', tag, who, summary: 'Switch such mails off' } }),
          querystring: stopQuery,
          response: { 200: stopView },
        },
      },
      async (request) => notify.stopMail({ token: request.query.token }),
    )
  })
}
