// The connection to Elasticsearch: short time-outs, spans of our own, failures as domain errors.
import { Client, errors } from '@elastic/elasticsearch'
import { errors as searchErrors } from '../../domain/errors.ts'
import { type SpanSettings, withSpan } from '@pk-auto/telemetry/tracer'

type CallSpan = Omit<SpanSettings<'elasticsearch'>, 'subject'>

export type Elastic = AsyncDisposable & {
  /**
   * Runs one call inside a client span. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
   * when waiting and trying again can help
   */
  call<T>(what: string, work: (client: Client) => Promise<T>, span?: CallSpan): Promise<T>
}

export type ElasticOptions = {
  readonly url: string
  readonly service: string
  /** For every call that is not PATIENT; at most 30,000. */
  readonly requestTimeoutMs: number
}

const MOST_PATIENCE_MS = 30_000

/**
 * An option for calls that no reader waits for, like making an index: that takes seconds on a busy
 * machine, and what is given up would only be begun again. Shorter than a process takes to drain.
 */
export const PATIENT = { requestTimeout: 20_000 }

/**
 * Connects at the first call. Retries nothing: readers get the error at once, writers have a queue.
 */
export function connectElastic({ url, service, requestTimeoutMs }: ElasticOptions): Elastic {
  // The client's own limit cannot be lengthened for one call, only shortened.
  const client = configured(
    new Client({ node: url, maxRetries: 0, requestTimeout: MOST_PATIENCE_MS }),
    requestTimeoutMs,
  )
  return {
    call: (what, work, span = {}) => {
      const attributes = {
        'db.system.name': 'elasticsearch',
        'db.operation.name': what,
        ...span.attributes,
      }
      return withSpan(service, 'elasticsearch', { ...span, subject: what, attributes }, () =>
        work(client).catch(fail),
      )
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}

// The client's own spans would double ours and carry what people typed.
function configured(client: Client, requestTimeout: number): Client {
  const { transport } = client
  const request = transport.request.bind(transport) as (
    params: unknown,
    options?: object,
  ) => Promise<unknown>
  transport.request = ((params: unknown, options?: object) =>
    request(params, {
      requestTimeout,
      ...options,
      openTelemetry: { enabled: false },
    })) as typeof transport.request
  return client
}

const RETRY_MS = 1_000

function fail(error: unknown): never {
  if (error instanceof errors.ResponseError) {
    const { statusCode } = error
    if (statusCode === 404)
      throw searchErrors.INDEX_MISSING({}, { cause: error, retryAfterMs: RETRY_MS })
    if (statusCode === 429 || (statusCode ?? 0) >= 500)
      throw searchErrors.SEARCH_UNAVAILABLE(
        { statusCode },
        { cause: error, retryAfterMs: RETRY_MS },
      )
    throw error
  }
  if (
    error instanceof errors.ElasticsearchClientError &&
    !(error instanceof errors.ConfigurationError)
  )
    throw searchErrors.SEARCH_UNAVAILABLE({}, { cause: error, retryAfterMs: RETRY_MS })
  throw error
}
