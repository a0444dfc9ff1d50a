// Pictures and voices of conversations: links for those who take part, for a few minutes.
import { answers } from '@pk-auto/gateway-shared/answers'
import { presentTime } from '@pk-auto/gateway-shared/present/listing'
import { id, time } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

const params = z.strictObject({ id })
const link = z
  .strictObject({
    url: z.string().meta({ description: 'The largest file, or the clip' }),
    card: z.string().optional().meta({ description: 'Of a picture: one that fits a bubble' }),
    expiresAt: time,
  })
  .meta({ id: 'ChatMediaLink' })

export type AttachmentsDeps = {
  clients: Pick<Clients, 'chat'>
  visitors: Visitors
  mediaBase: string
}

/** Asks chat in the person's name. */
export function attachmentRoutes(app: Http, deps: AttachmentsDeps): void {
  const { clients, visitors, mediaBase } = deps
  app.get(
    '/api/v1/chat/media/:id',
    {
      schema: {
        ...operation({
          id: 'getChatMedia',
          tag: 'Talking',
          summary: 'Where a picture of a message can be seen, or a voice be heard',
          description: 'For those who take part, for at most 5 minutes. Deleted ones are gone.',
          who: 'person',
        }),
        params,
        response: { 200: link },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const asked = { mediaId: request.params.id }
      const { files, expiresAt } = await clients.chat.getAttachment(asked, { actorToken })
      const urlOf = (...wanted: string[]): string | undefined => {
        const file = files.find(({ name }) => wanted.includes(name))
        return file && `${mediaBase}/${file.path}`
      }
      const url = urlOf('full.webp', 'voice.m4a')
      if (url === undefined) throw answers.ATTACHMENT_NOT_FOUND()
      const card = urlOf('card.webp')
      // The address opens the file for whoever has it.
      reply.header('Cache-Control', 'no-store')
      return {
        url,
        ...(card !== undefined && { card }),
        expiresAt: presentTime(expiresAt),
      }
    },
  )
}
