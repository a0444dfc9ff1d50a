// A real SMTP server on loopback that keeps what it gets and misbehaves when a test says so.
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Mishap = 'busy' | 'no mailbox' | 'unwelcome' | 'unwanted text' | 'hangs up'

export async function startMailServer() {
  const mails: ParsedMail[] = []
  const mishaps: Mishap[] = []
  const state = { isBusy: false }
  const refused = (responseCode: number, text = 'refused') =>
    Object.assign(new Error(text), { responseCode })
  const server = new SMTPServer({
    ...{ authOptional: true, disableReverseLookup: true, disabledCommands: ['STARTTLS'] },
    onRcptTo(_address, _session, callback) {
      if (state.isBusy) return callback(refused(451))
      if (mishaps[0] !== 'no mailbox' && mishaps[0] !== 'unwelcome') return callback()
      callback(refused(550, mishaps.shift() === 'unwelcome' ? '5.7.1 not from you' : 'nobody here'))
    },
    onData(stream, _session, callback) {
      const mishap = mishaps.shift()
      const taken = async (): Promise<void> => {
        const mail = await simpleParser(stream)
        if (mishap === 'busy') return callback(refused(451))
        if (mishap === 'unwanted text') return callback(refused(550))
        mails.push(mail)
        // The mail is taken, and its sender never hears of it.
        if (mishap === 'hangs up') return server.connections.forEach(destroy)
        callback()
      }
      void taken()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mishaps,
    /** While it is busy it takes no mail and says so. */
    state,
    to: (address: string) =>
      mails.filter(({ to }) => [to].flat().some((each) => each?.text === address)),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const destroy = (connection: unknown): void => {
  const { _socket: socket } = connection as { _socket: { destroy(): void } }
  socket.destroy()
}

/** Takes connections and never says a word. */
export async function silentServer() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
