// The registry of spans: how each is named, its kind, and the attributes it may carry.
import type { AttributeName, AttributeValue } from './attributes.ts'

export type SpanDefinition = {
  /** The part in braces is replaced by the subject of the span. */
  readonly name: `${string}{${string}}`
  readonly kind: 'server' | 'client' | 'producer' | 'consumer'
  readonly description: string
  /** In addition to `error.type`, which every failed span carries. */
  readonly attributes: readonly AttributeName[]
}

export const SPANS = {
  'http.server': {
    name: '{method and route}',
    kind: 'server',
    description: 'One request, from its first byte to the close of the answer.',
    attributes: ['http.request.method', 'http.route', 'http.response.status_code'],
  },
  'rpc.server': {
    name: '{service/method}',
    kind: 'server',
    description: 'One call answered: proof of the caller, policy and handler.',
    attributes: ['rpc.system', 'rpc.service', 'rpc.method'],
  },
  'rpc.client': {
    name: '{service/method}',
    kind: 'client',
    description: 'One call made, its retry included.',
    attributes: ['rpc.system', 'rpc.service', 'rpc.method'],
  },
  'kafka.publish': {
    name: 'publish {topic}',
    kind: 'producer',
    description: 'One event of the outbox put on its topic, in the trace of whoever wrote it.',
    attributes: [
      'messaging.system',
      'messaging.destination.name',
      'messaging.message.id',
      'event.type',
    ],
  },
  'kafka.consume': {
    name: 'consume {topic}',
    kind: 'consumer',
    description: 'One batch of events handled: in their trace, or linked to all of them.',
    attributes: ['messaging.system', 'messaging.destination.name', 'messaging.batch.message_count'],
  },
  job: {
    name: 'job {job}',
    kind: 'consumer',
    description: 'One piece of queued work, in the trace of the request that queued it.',
    attributes: [],
  },
  objects: {
    name: 'objects {operation}',
    kind: 'client',
    description: 'One call to the object store.',
    attributes: ['objects.bucket'],
  },
  elasticsearch: {
    name: 'elasticsearch {operation}',
    kind: 'client',
    description: 'One call to Elasticsearch.',
    attributes: ['db.system.name', 'db.operation.name', 'db.operation.batch.size'],
  },
} as const satisfies Readonly<Record<string, SpanDefinition>>

/** Spans of instrumentations: nobody here opens them, but they are in every trace. */
export const INSTRUMENTED_SPANS = {
  'postgres.query': {
    name: 'pg.query:{verb and database}',
    kind: 'client',
    description: 'One statement, by the pg instrumentation; only inside another span.',
    attributes: [
      'db.namespace',
      'db.query.text',
      'db.system.name',
      'server.address',
      'server.port',
    ],
  },
} as const satisfies Readonly<Record<string, SpanDefinition>>

export type SpanId = keyof typeof SPANS

/** The attributes a span of this kind may be given. */
export type SpanAttributes<Id extends SpanId> = {
  readonly [Attribute in (typeof SPANS)[Id]['attributes'][number]]?: AttributeValue
}
