// POST /live/ticket: what opens the socket at /live.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import type { Live } from '@pk-auto/gateway-shared/live/open-live'
import { presentTime } from '@pk-auto/gateway-shared/present/listing'
import { time } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import { z } from 'zod'

const ticket = z.strictObject({ ticket: z.string(), expiresAt: time }).meta({ id: 'LiveTicket' })

export function liveRoutes(
  app: Http,
  { tickets }: Pick<Live, 'tickets'>,
  visitors: Visitors,
): void {
  app.post(
    '/api/v1/live/ticket',
    {
      schema: {
        ...operation({
          id: 'issueLiveTicket',
          priority: 'live',
          tag: 'Talking',
          summary: 'A ticket for the socket',
          description:
            'Open `WS /live?ticket=…` with it within 30 seconds; it opens one socket. ' +
            'docs/protocols/chat.md has the frames.',
          who: 'person',
          takes: ['X-Person-Id'],
        }),
        response: { 200: ticket },
      },
    },
    async (request, reply) => {
      const { personId, sessionId } = await visitors.person(request, reply)
      const issued = tickets.issue({ personId, sessionId })
      return { ...issued, expiresAt: presentTime(issued.expiresAt) }
    },
  )
}
