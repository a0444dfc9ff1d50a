// One error report as an envelope of Sentry's protocol, version 7: lines of JSON. Pure.
import type { ErrorReport } from './report.ts'

/** Where envelopes go and what proves the sender. */
export type Dsn = { readonly url: URL; readonly key: string; readonly text: string }

export type Sender = {
  readonly dsn: Dsn
  readonly release?: string | undefined
  readonly environment?: string | undefined
}

/** What could not be sent, by the reasons that the protocol knows. */
export type Dropped = Readonly<Record<string, number>>

const BAD_DSN = 'SENTRY_DSN must read https://<key>@<host>/<project>'

/** @throws Error that repeats nothing of what it was given */
export function readDsn(text: string): Dsn {
  const [, base = '', project] = /^(https?:\/\/.+)\/(\d+)$/.exec(text) ?? []
  if (project === undefined || !URL.canParse(base)) throw new Error(BAD_DSN)
  const url = new URL(base)
  const key = url.username
  if (!/^\w+$/.test(key)) throw new Error(BAD_DSN)
  ;[url.username, url.password] = ['', '']
  url.pathname = `${url.pathname.replace(/\/$/, '')}/api/${project}/envelope/`
  return { url, key, text }
}

/** @param id 32 hex digits @param at when it happened */
export function envelopeOf(
  report: ErrorReport,
  { dsn, release, environment }: Sender,
  { id, at, dropped }: { id: string; at: Date; dropped: Dropped },
): string {
  const { part, event, platform, errors, route, traceId } = report
  const body = {
    event_id: id,
    timestamp: at.getTime() / 1_000,
    platform,
    level: 'error',
    logger: event,
    ...(release && { release }),
    ...(environment && { environment }),
    ...(route && { transaction: route }),
    tags: { part, event, ...(route && { route }), ...(traceId && { request_id: traceId }) },
    // One bug is one group a part, however many addresses meet it.
    fingerprint: ['{{ default }}', part],
    ...(traceId && { contexts: { trace: { trace_id: traceId, span_id: traceId.slice(0, 16) } } }),
    exception: {
      values: errors.map(({ type, value, frames }) => ({
        type,
        value,
        ...(frames.length > 0 && { stacktrace: { frames } }),
        mechanism: { type: 'generic', handled: true },
      })),
    },
  }
  const lost = Object.entries(dropped).filter(([, quantity]) => quantity > 0)
  const lines: object[] = [
    { event_id: id, dsn: dsn.text, sent_at: at.toISOString() },
    { type: 'event' },
    body,
  ]
  if (lost.length > 0)
    lines.push(
      { type: 'client_report' },
      {
        timestamp: at.getTime() / 1_000,
        discarded_events: lost.map(([reason, quantity]) => ({
          ...{ reason, category: 'error', quantity },
        })),
      },
    )
  return lines.map((line) => JSON.stringify(line)).join('\n')
}
