// The public keys of actor tokens, for whoever verifies them outside the cluster.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { answers } from '@pk-auto/gateway-shared/answers'
import { z } from 'zod'
import { langQuery } from '@pk-auto/gateway-shared/schemas/listing'

const TIMEOUT_MS = 2_000

/** Passes on what identity publishes at `jwksUrl`. */
export function wellKnownRoutes(app: Http, jwksUrl: string): void {
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
      const published = await fetch(jwksUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
        (cause: unknown) => {
          throw answers.ACTOR_KEYS_UNAVAILABLE({}, { cause })
        },
      )
      if (!published.ok) throw answers.ACTOR_KEYS_UNAVAILABLE()
      reply.header('Cache-Control', 'public, max-age=300')
      return (await published.json()) as z.infer<typeof keys>
    },
  )
}
