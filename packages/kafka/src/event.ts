// An event on the wire: a protobuf value with CloudEvents 1.0 headers in binary mode.
import type { IHeaders, KafkaMessage } from 'kafkajs'

/** What a relay publishes: a row of an outbox. */
export type OutboundEvent = {
  readonly id: string
  readonly topic: string
  /** The aggregate's id: events of one key stay in order. */
  readonly key: string
  readonly type: string
  /** null is a tombstone: the aggregate was erased. */
  readonly value: Uint8Array | null
  readonly at: Date
  readonly traceparent?: string
}

/**
 * What a handler gets. Late or repeated events come again: compare versions, or guard the effect
 * with the inbox.
 */
export type InboundEvent<T> = {
  readonly id: string
  readonly type: string
  readonly key: string
  readonly at: Date
  /** null is a tombstone. */
  readonly value: T | null
  readonly traceparent?: string
  /** Without the prefix. */
  readonly topic: string
  readonly partition: number
  readonly offset: string
}

/** The headers of an event. `ce_source` is the service that owns the topic. */
export function toHeaders(
  event: OutboundEvent,
  service: string,
  traceparent: string | undefined,
): IHeaders {
  return {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: `/pk-auto/${service}`,
    ce_subject: event.key,
    ce_time: event.at.toISOString(),
    'content-type': 'application/protobuf',
    ...(traceparent && { traceparent }),
  }
}

/**
 * Everything of a message but its value. A message without CloudEvents headers, written by some
 * other tool, gets its place as id and the broker's time.
 */
export function readEnvelope(
  topic: string,
  partition: number,
  message: KafkaMessage,
): Omit<InboundEvent<never>, 'value'> {
  const traceparent = header(message, 'traceparent')
  const time = header(message, 'ce_time')
  const at = new Date(time ?? Number(message.timestamp))
  return {
    id: header(message, 'ce_id') ?? `${topic}/${partition}/${message.offset}`,
    type: header(message, 'ce_type') ?? '',
    key: message.key?.toString() ?? '',
    at: Number.isNaN(at.getTime()) ? new Date(Number(message.timestamp)) : at,
    ...(traceparent && { traceparent }),
    topic,
    partition,
    offset: message.offset,
  }
}

function header(message: KafkaMessage, name: string): string | undefined {
  const value = message.headers?.[name]
  return (Array.isArray(value) ? value[0] : value)?.toString()
}
