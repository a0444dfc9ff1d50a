// Posts one envelope, and reads for how long the receiver wants no more. Node's own client: fetch
// would cost every process the memory of another one.
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { Dsn } from './envelope.ts'

export type Answer = {
  /** 0 when nobody answered in time. */
  readonly status: number
  /** How long the receiver wants to be left alone. */
  readonly pauseMs: number
}

const DEFAULT_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 600_000

/** Never rejects. The whole exchange takes at most `timeoutMs`. */
export function sendEnvelope(dsn: Dsn, envelope: string, timeoutMs: number): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const send = dsn.url.protocol === 'https:' ? overHttps : overHttp
  const failed = () => resolve({ status: 0, pauseMs: 0 })
  const request = send(
    dsn.url,
    {
      method: 'POST',
      // A receiver that is gone holds no socket of ours, and a stop waits for none.
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/x-sentry-envelope',
        'content-length': Buffer.byteLength(envelope),
        'x-sentry-auth': `Sentry sentry_version=7, sentry_client=pk-auto/1, sentry_key=${dsn.key}`,
      },
    },
    (response) => {
      const status = response.statusCode ?? 0
      response
        .on('error', failed)
        .resume()
        .once('end', () => resolve({ status, pauseMs: pauseOf(status, response.headers) }))
    },
  )
  request.on('error', failed).end(envelope)
  return promise
}

function pauseOf(status: number, headers: NodeJS.Dict<string | string[]>): number {
  const limits = String(headers['x-sentry-rate-limits'] ?? '')
  // `60:error;default:organization`, several of them; no categories means all.
  const seconds = limits
    .split(',')
    .map((limit) => limit.trim().split(':'))
    .filter(([, categories = '']) => categories === '' || categories.split(';').includes('error'))
    .map(([time]) => Number(time))
    .filter((time) => time > 0)
  const after = Number(headers['retry-after'])
  const ms =
    seconds.length > 0
      ? Math.max(...seconds) * 1_000
      : status === 429
        ? after > 0
          ? after * 1_000
          : DEFAULT_PAUSE_MS
        : 0
  return Math.min(ms, LONGEST_PAUSE_MS)
}
