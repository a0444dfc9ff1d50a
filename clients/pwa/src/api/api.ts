// The typed client of the gateway that this face talks to.
import type { Api as ClientApi } from '@pk-auto/client-api/client'
import type { Value } from '@pk-auto/client-api/operations'
import type { paths } from '@pk-auto/client-api/pwa.gen'

export type Api = ClientApi<paths>

/**
 * What GET of an address answers with. For scripts that every page loads: they fetch by
 * themselves, because the client would cost each of them more than they weigh.
 */
export type Read<Address extends keyof paths> = Address extends `/api/v1${infer Path}`
  ? Value<paths, `GET ${Path}`>
  : never
