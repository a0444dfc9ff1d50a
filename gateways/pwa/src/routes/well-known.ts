// The public keys of actor tokens, for whoever verifies them outside the mesh.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { langQuery } from '@pk-auto/gateway-shared/schemas/listing'

/** Asks identity.GetKeys. */
export function wellKnownRoutes(app: Http, { identity }: Pick<Clients, 'identity'>): void {
  const keys = z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) })
  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        ...operation({
          id: 'getKeys',
          tag: 'Keys',
          summary: 'The public keys of actor tokens',
          who: 'anyone',
        }),
        querystring: langQuery,
        response: { 200: keys },
      },
    },
    async (_request, reply) => {
      const { jwksJson } = await identity.getKeys({})
      return reply
        .type('application/json')
        .header('Cache-Control', 'public, max-age=300')
        .send(jwksJson as never)
    },
  )
}
