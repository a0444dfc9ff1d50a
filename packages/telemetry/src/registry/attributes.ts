// Every attribute of a span and every label of a metric: its unit and meaning. Low in
// cardinality where a metric carries it; never personal data.

export type AttributeDefinition = {
  /** UCUM, as OpenTelemetry writes units; `text` for words. */
  readonly unit: string
  readonly description: string
}

export const ATTRIBUTES = {
  'db.namespace': { unit: 'text', description: 'Database a statement ran in.' },
  'db.operation.batch.size': { unit: '{document}', description: 'Documents written by one call.' },
  'db.operation.name': { unit: 'text', description: 'What Elasticsearch was asked to do.' },
  'db.query.text': { unit: 'text', description: 'SQL with placeholders, without its values.' },
  'db.system.name': { unit: 'text', description: 'Kind of database.' },
  'error.type': { unit: 'text', description: 'Code of a refusal, or class of an unknown error.' },
  'event.type': { unit: 'text', description: 'Full protobuf name of the message sent.' },
  'http.request.method': { unit: 'text', description: 'Method of the request.' },
  'http.response.status_code': { unit: '1', description: 'Status of the answer.' },
  'http.route': { unit: 'text', description: 'Method and route pattern, never the path itself.' },
  'messaging.batch.message_count': { unit: '{event}', description: 'Events handled together.' },
  'messaging.destination.name': { unit: 'text', description: 'Topic, without its prefix.' },
  'messaging.message.id': { unit: 'text', description: 'Id of the event (ce_id).' },
  'messaging.system': { unit: 'text', description: 'Always kafka.' },
  'objects.bucket': { unit: 'text', description: 'Bucket of the object store.' },
  'rpc.method': { unit: 'text', description: 'Name of the method called.' },
  'rpc.service': { unit: 'text', description: 'Full protobuf name of the service called.' },
  'rpc.system': { unit: 'text', description: 'Always grpc.' },
  'server.address': { unit: 'text', description: 'Host of the database.' },
  'server.port': { unit: '1', description: 'Port of the database.' },
  channel: { unit: 'text', description: 'Way a message goes: sms, whatsapp and so on.' },
  code: { unit: 'text', description: 'Reason of a refusal, as the client is shown it.' },
  detail: { unit: 'text', description: 'Reason, outcome or channel of a security event.' },
  event: { unit: 'text', description: 'Stable dotted name of what happened.' },
  flag: { unit: 'text', description: 'Name of a feature flag.' },
  outcome: { unit: 'text', description: 'What came of it: ok or handled, or a kind of failure.' },
  part: { unit: 'text', description: 'Where an error happened: browser or web.' },
  priority: { unit: 'text', description: 'What is refused last: critical, live, normal, bulk.' },
  purpose: { unit: 'text', description: 'Why somebody is written to.' },
  reason: { unit: 'text', description: 'Why something was left out, by the name of its protocol.' },
  provider: { unit: 'text', description: 'Driver that sent the message.' },
  role: { unit: 'text', description: 'What a process does of a service: api, relay and so on.' },
  route: { unit: 'text', description: 'Method and route pattern of a request.' },
  rpc: { unit: 'text', description: 'Full path of a method.' },
  status: { unit: '1', description: 'HTTP status of the answer.' },
  target: { unit: 'text', description: 'Full protobuf name of the service called.' },
  topic: { unit: 'text', description: 'Kafka topic, without its prefix.' },
  variant: { unit: 'text', description: 'What of a flag somebody sees.' },
} as const satisfies Readonly<Record<string, AttributeDefinition>>

export type AttributeName = keyof typeof ATTRIBUTES
export type AttributeValue = string | number | boolean

/** Labels and resource attributes that the pipeline itself puts on everything. */
export const IMPLIED = {
  service: { unit: 'text', description: 'Service a metric belongs to.' },
  overflow: { unit: 'text', description: 'Marks the sum of the series beyond the thousandth.' },
  'service.name': { unit: 'text', description: 'Service a span belongs to.' },
  'service.namespace': { unit: 'text', description: 'Always pk-auto.' },
} as const satisfies Readonly<Record<string, AttributeDefinition>>
