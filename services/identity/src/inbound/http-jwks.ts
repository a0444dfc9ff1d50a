// The public keys of actor tokens, where every service and gateway reads them.
import type { Http } from '@pk-auto/http/create-http'
import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'

const JWKS = z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) })

/** `jwks` holds public halves only. */
export function jwksHttp(app: Http, jwks: JSONWebKeySet): void {
  app.get('/.well-known/jwks.json', { schema: { response: { 200: JWKS } } }, async () => ({
    keys: jwks.keys.map((key) => ({ ...key })),
  }))
}
