// A receiver of Sentry envelopes on loopback, for tests: it reads real requests, and may answer
// badly.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type SentryFrame = {
  function: string
  filename: string
  lineno: number
  colno: number
  in_app: boolean
}
export type SentryEvent = {
  event_id: string
  platform: string
  logger: string
  release?: string
  environment?: string
  transaction?: string
  tags: Record<string, string>
  contexts?: { trace: { trace_id: string } }
  exception: {
    values: { type: string; value: string; stacktrace?: { frames: SentryFrame[] } }[]
  }
}
export type ClientReport = { discarded_events: { reason: string; quantity: number }[] }

export type FakeErrorSink = AsyncDisposable & {
  /** What a process gets as SENTRY_DSN. */
  readonly dsn: string
  readonly events: readonly SentryEvent[]
  readonly clientReports: readonly ClientReport[]
  /** Every body as it came, whatever was answered. */
  readonly bodies: readonly string[]
  /** How it answers from now on; default 200. `hangs` never answers. */
  answer(how: number | 'hangs', headers?: Readonly<Record<string, string>>): void
}

const KEY = 'f00dfeedf00dfeed'
const PROJECT = 7

/** A request that is no envelope of this project is answered by 400 and recorded as a body only. */
export async function fakeErrorSink(): Promise<FakeErrorSink> {
  const events: SentryEvent[] = []
  const clientReports: ClientReport[] = []
  const bodies: string[] = []
  let how: number | 'hangs' = 200
  let more: Readonly<Record<string, string>> = {}

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    bodies.push(body)
    if (how === 'hangs') return
    const status = isForUs(request) ? how : 400
    if (status === 200) readItems(body, { events, clientReports })
    response.writeHead(status, more).end('{}')
  }
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.writeHead(400).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    dsn: `http://${KEY}@127.0.0.1:${port}/${PROJECT}`,
    ...{ events, clientReports, bodies },
    answer(next, headers = {}) {
      ;[how, more] = [next, headers]
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const isForUs = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'POST' &&
  url === `/api/${PROJECT}/envelope/` &&
  headers['content-type'] === 'application/x-sentry-envelope' &&
  String(headers['x-sentry-auth']).includes(`sentry_key=${KEY}`)

/** @throws SyntaxError for lines that are no JSON */
function readItems(
  body: string,
  into: { events: SentryEvent[]; clientReports: ClientReport[] },
): void {
  const [head, ...lines] = body.split('\n').map((line) => JSON.parse(line) as unknown)
  const { event_id: id } = head as { event_id: string }
  if (!/^[\da-f]{32}$/.test(id)) throw new Error('an envelope names its event')
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const { type } = lines[i] as { type: string }
    if (type === 'event') into.events.push(lines[i + 1] as SentryEvent)
    if (type === 'client_report') into.clientReports.push(lines[i + 1] as ClientReport)
  }
}
