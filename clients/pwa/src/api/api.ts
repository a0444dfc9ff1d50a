// The typed client of the gateway that this face talks to.
import type { Api as ClientApi } from '@pk-auto/client-api/client'
import type { paths } from '@pk-auto/client-api/pwa.gen'

export type Api = ClientApi<paths>
