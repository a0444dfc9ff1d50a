// The HTTP of one process for its own cluster: probes, metrics and whatever its service adds, as
// one Fastify instance.
import { createHttp, type Http } from './create-http.ts'
import { listenHttp, type Listening } from './listen.ts'
import { addOperationsRoutes } from './operations-routes.ts'

export type InternalHttpSettings = {
  readonly service: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /**
   * Own Postgres reachable and warm; never another service, Kafka, Redis or Elasticsearch. Slower
   * than 2 s counts as no.
   */
  readonly ready: () => Promise<boolean>
  readonly routes?: ((app: Http) => void) | undefined
}

const BODY_LIMIT = 1_024
/** Only the cluster asks here, and what a process at rest costs are its timers (ADR 12). */
const CHECK_EVERY_MS = 3_000

/** Starts answering at once: alive, and not ready until `ready` says so. @throws when taken */
export async function openInternalHttp(settings: InternalHttpSettings): Promise<Listening> {
  const { service, host, port, ready, routes } = settings
  const app = await createHttp({
    service,
    trustedProxies: [],
    bodyLimit: BODY_LIMIT,
    checkEveryMs: CHECK_EVERY_MS,
    openapi: { title: `pk-auto ${service}`, version: '1' },
  })
  addOperationsRoutes(app, async () => !app.isDraining() && (await ready()))
  routes?.(app)
  return listenHttp(app, { host, port })
}
