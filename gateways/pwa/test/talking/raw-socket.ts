// A client of the socket down to its bytes: it can stop reading, as a phone in a tunnel does.
import { once } from 'node:events'
import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { ServerFrame } from '@pk-auto/gateway-shared/live/frames'

export type RawFrame = Readonly<Record<string, unknown>> & { readonly t: string }

export type RawSocket = Disposable & {
  /** Every frame that was read, oldest first. One that clients have no type for is thrown. */
  readonly frames: readonly RawFrame[]
  /** The code of the close frame, once it has come; it is not answered. */
  closeCode(): number | undefined
  /** No byte comes any more. */
  readonly ended: Promise<unknown>
  say(frame: object): void
  pause(): void
  resume(): void
}

const [TEXT, CLOSE] = [1, 8]

/** @throws Error when the socket is refused */
export async function openRawSocket(port: number, ticket: string): Promise<RawSocket> {
  const asked = request({
    ...{ host: '127.0.0.1', port, path: `/live?ticket=${encodeURIComponent(ticket)}` },
    headers: {
      ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
      'sec-websocket-key': Buffer.from('a key of 16 byte').toString('base64'),
    },
  })
  asked.end()
  const [, socket, head] = (await once(asked, 'upgrade')) as [unknown, Duplex, Buffer]
  const frames: RawFrame[] = []
  let [rest, code] = [head, undefined as number | undefined]
  const read = (): void => {
    for (let next = nextFrame(rest); next; next = nextFrame(rest)) {
      rest = rest.subarray(next.end)
      const { payload } = next
      if (next.kind === TEXT) frames.push(ServerFrame.parse(JSON.parse(payload.toString())))
      if (next.kind === CLOSE) code = payload.readUInt16BE(0)
    }
  }
  socket.on('error', () => undefined)
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    read()
  })
  return {
    ...{ frames, ended: once(socket, 'close'), closeCode: () => code },
    say: (frame) => void socket.write(textFrame(JSON.stringify(frame))),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    [Symbol.dispose]: () => void socket.destroy(),
  }
}

/** As a client must send it: masked, here with zeros. */
const textFrame = (text: string): Buffer => {
  const payload = Buffer.from(text)
  const head = Buffer.from([0x80 | TEXT, 0x80 | 126, 0, 0, 0, 0, 0, 0])
  head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}

/** The first whole frame in these bytes. */
function nextFrame(bytes: Buffer): { kind: number; payload: Buffer; end: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes.readUInt8(1)
  const start = short === 127 ? 10 : short === 126 ? 4 : 2
  if (bytes.length < start) return undefined
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short
  const end = start + length
  if (bytes.length < end) return undefined
  return { kind: bytes.readUInt8(0) & 0x0f, payload: bytes.subarray(start, end), end }
}
