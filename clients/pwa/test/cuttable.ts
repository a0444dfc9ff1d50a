// A server's door that can be shut, as when a phone enters a tunnel: the address stays the same.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as later } from 'node:timers/promises'

export type Cuttable = AsyncDisposable & {
  readonly url: string
  /** Breaks what is open and takes nothing more. */
  cut(): void
  mend(): void
  /** From now on it leads to another server. */
  lead(port: number): void
  /** Every answer waits this long. */
  slow(ms: number): void
}

/** Disposal cuts for good. */
export const cuttable = async (first: number): Promise<Cuttable> => {
  const open = new Set<Socket>()
  let whole = true
  let port = first
  let wait = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (!whole) return void socket.destroy()
    const behind = connect(port, '127.0.0.1')
    behind.on('error', () => socket.destroy())
    open.add(socket).add(behind)
    const gone = (): void => {
      open.delete(socket)
      open.delete(behind)
      socket.destroy()
      behind.destroy()
    }
    // In their order, also when the door has become faster; and all of them before it is closed
    // behind: a server lets go of a connection that has been at rest for some seconds.
    let passed: Promise<unknown> = Promise.resolve()
    socket.once('close', gone)
    behind.once('close', () => void passed.then(gone))
    socket.on('data', (bytes) => void behind.write(bytes))
    behind.on('data', (bytes) => {
      const due = later(wait)
      passed = passed.then(() => due).then(() => socket.writable && socket.write(bytes))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = (): void => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => void (whole = true),
    lead(to) {
      port = to
      for (const socket of open) socket.destroy()
    },
    slow: (ms) => void (wait = ms),
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
