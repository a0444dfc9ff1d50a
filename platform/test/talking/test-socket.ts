// A client of the gateway's socket that remembers every frame.
import { newId } from '@pk-auto/kernel/id'
import { until } from '@pk-auto/testing/until'
import type { Visitor } from '../../visitor.ts'

export type TestFrame = Readonly<Record<string, unknown>> & { readonly t: string }

export type TestSocket = AsyncDisposable & {
  /** Every frame that came, oldest first. */
  readonly frames: readonly TestFrame[]
  say(frame: TestFrame): void
  raw(text: string): void
  /** The first frame of this kind that fits, waited for. */
  received(t: string, fits?: (frame: TestFrame) => boolean): Promise<TestFrame>
  /** Sends and waits until it is acknowledged or refused. */
  send(conv: string, text: string, clientId?: string): Promise<TestFrame>
  /** The numbers that came of a log, in the order they came. */
  seqs(conv: string): number[]
  readonly closed: Promise<{ code: number }>
}

export async function ticketOf(visitor: Visitor): Promise<string> {
  const { body } = await visitor.call<{ ticket: string }>('POST', '/api/v1/live/ticket')
  return body.ticket
}

export const socketUrl = (gatewayUrl: string, ticket: string): string =>
  `${gatewayUrl.replace(/^http/, 'ws')}/live?ticket=${encodeURIComponent(ticket)}`

export async function openSocket(gatewayUrl: string, visitor: Visitor): Promise<TestSocket> {
  const socket = new WebSocket(socketUrl(gatewayUrl, await ticketOf(visitor)))
  const frames: TestFrame[] = []
  const closed = Promise.withResolvers<{ code: number }>()
  const opened = Promise.withResolvers<void>()
  socket.addEventListener('message', ({ data }) =>
    frames.push(JSON.parse(String(data)) as TestFrame),
  )
  socket.addEventListener('close', ({ code }) => closed.resolve({ code }))
  socket.addEventListener('open', () => opened.resolve())
  socket.addEventListener('error', () => opened.reject(new Error('the socket did not open')))
  await opened.promise

  const say = (frame: TestFrame) => socket.send(JSON.stringify(frame))
  const received = (t: string, fits: (frame: TestFrame) => boolean = () => true) =>
    until(`a frame ${t}`, async () => frames.find((frame) => frame.t === t && fits(frame)))
  const own: TestSocket = {
    ...{ frames, say, received, closed: closed.promise },
    raw: (text) => socket.send(text),
    async send(conv, text, clientId = newId()) {
      say({ t: 'send', conv, clientId, kind: 'text', text })
      return until(`an answer to ${text}`, async () =>
        frames.find(
          (frame) => (frame.t === 'ack' || frame.t === 'nack') && frame['clientId'] === clientId,
        ),
      )
    },
    seqs: (conv) =>
      frames
        .filter((frame) => frame.t === 'events' && frame['conv'] === conv)
        .flatMap((frame) => (frame['events'] as { seq: number }[]).map(({ seq }) => seq)),
    async [Symbol.asyncDispose]() {
      socket.close()
      await closed.promise
    },
  }
  say({ t: 'hello' })
  await received('hello')
  return own
}
