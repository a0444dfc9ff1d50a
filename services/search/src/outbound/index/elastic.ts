// The connection to Elasticsearch: short time-outs, own spans, and failures in the words of this
// house.
import { Client, errors } from '@elastic/elasticsearch'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { type SpanSettings, withSpan } from '@pk-auto/telemetry/tracer'

export type Elastic = AsyncDisposable & {
  /**
   * Runs one call inside a client span. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
   * when waiting and trying again can help
   */
  call<T>(what: string, work: (client: Client) => Promise<T>, span?: SpanSettings): Promise<T>
}

export type ElasticOptions = {
  readonly url: string
  readonly service: string
  readonly requestTimeoutMs: number
}

/** Connects at the first call. Retries nothing: readers are told at once, writers have a queue. */
export function connectElastic({ url, service, requestTimeoutMs }: ElasticOptions): Elastic {
  const client = withoutOwnSpans(
    new Client({ node: url, maxRetries: 0, requestTimeout: requestTimeoutMs }),
  )
  return {
    call: (what, work, span = {}) => {
      const attributes = {
        'db.system.name': 'elasticsearch',
        'db.operation.name': what,
        ...span.attributes,
      }
      return withSpan(
        service,
        `elasticsearch ${what}`,
        { ...span, kind: 'client', attributes },
        () => work(client).catch(fail),
      )
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}

// The client's own spans would double ours and carry what people typed.
function withoutOwnSpans(client: Client): Client {
  const { transport } = client
  const request = transport.request.bind(transport) as (
    params: unknown,
    options?: object,
  ) => Promise<unknown>
  transport.request = ((params: unknown, options?: object) =>
    request(params, { ...options, openTelemetry: { enabled: false } })) as typeof transport.request
  return client
}

const RETRY_MS = 1_000

function fail(error: unknown): never {
  if (error instanceof errors.ResponseError) {
    const { statusCode } = error
    if (statusCode === 404)
      throw new DomainError(
        'unavailable',
        'INDEX_MISSING',
        {},
        { cause: error, retryAfterMs: RETRY_MS },
      )
    if (statusCode === 429 || (statusCode ?? 0) >= 500)
      throw new DomainError(
        'unavailable',
        'SEARCH_UNAVAILABLE',
        { statusCode },
        { cause: error, retryAfterMs: RETRY_MS },
      )
    throw error
  }
  if (
    error instanceof errors.ElasticsearchClientError &&
    !(error instanceof errors.ConfigurationError)
  )
    throw new DomainError(
      'unavailable',
      'SEARCH_UNAVAILABLE',
      {},
      { cause: error, retryAfterMs: RETRY_MS },
    )
  throw error
}
