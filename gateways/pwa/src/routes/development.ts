// GET /dev/messages: what the sandbox sent, in development only.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { presentTime } from '@pk-auto/gateway-shared/present/listing'
import { id, time } from '@pk-auto/gateway-shared/schemas/listing'

const message = z.strictObject({
  id: z.string(),
  channel: z.string(),
  to: z.string(),
  text: z.string(),
  code: z.string().optional(),
  at: time,
})

/** Asks notify.ListSandboxMessages, which refuses outside development by itself. */
export function developmentRoutes(app: Http, { notify }: Pick<Clients, 'notify'>): void {
  const query = z.strictObject({
    to: z
      .string()
      .max(254)
      .regex(/^(?:[ +]?\d{5,19}|[^\s@]+@[^\s@]+)$/, 'a number as +923001234567, or a mail address'),
    after: id.optional(),
  })
  app.get(
    '/dev/messages',
    {
      schema: {
        ...operation({
          id: 'listSandboxMessages',
          tag: 'Development',
          summary: 'What was sent to a number or mail address, newest first',
          description: 'In development only.',
          who: 'anyone',
          refuses: [403],
        }),
        querystring: query,
        response: { 200: z.strictObject({ items: z.array(message) }) },
      },
    },
    async (request) => {
      const { to, after = '' } = request.query
      // A plus sign in an address is a blank.
      const { messages } = await notify.listSandboxMessages({ to: to.replace(/^ /, '+'), after })
      return {
        items: messages.map(({ code, at, ...rest }) => ({
          ...rest,
          ...(code !== '' && { code }),
          at: presentTime(at),
        })),
      }
    },
  )
}
