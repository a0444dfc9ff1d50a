// Socket and time of a browser, as the client wants them.
import { clientIdAt } from '../core/client-id.ts'
import type { OpenSocket, Socket, Timers } from '../ports.ts'

/** On the origin of the page, whose server forwards it. */
export const openSocket: OpenSocket = (ticket, handlers) =>
  openSocketAt(location.href, ticket, handlers)

/** On the origin of `page`. */
export const openSocketAt = (
  page: string,
  ...[ticket, { opened, received, closed }]: Parameters<OpenSocket>
): Socket => {
  const url = new URL('/live', page)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('ticket', ticket)
  const socket = new WebSocket(url)
  socket.addEventListener('open', opened)
  socket.addEventListener('message', ({ data }) => received(data))
  socket.addEventListener('close', closed)
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => socket.close(),
  }
}

export const timers: Timers = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

export const newClientId = (): string =>
  clientIdAt(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
