// What waits to go out on one socket: bounded, so that a slow reader costs itself and nobody else.
import type { WebSocket } from 'ws'

export const MOST_FRAMES = 256
export const MOST_BYTES = 1024 * 1024
/** What the socket itself may hold; beyond it frames wait here, where they can still be dropped. */
const IN_SOCKET_BYTES = 64 * 1024

export type SendQueue = {
  /** One text frame. Never blocks; after the socket has closed nothing happens. */
  send(frame: string): void
}

/**
 * `overflowed` is called once what waited was dropped: more than 256 frames or 1 MB. What it sends
 * goes out first.
 */
export function sendQueue(
  socket: Pick<WebSocket, 'send' | 'bufferedAmount' | 'readyState' | 'OPEN'>,
  overflowed: () => void,
): SendQueue {
  let waiting: string[] = []
  let bytes = 0
  let dropping = false

  const flush = () => {
    while (waiting.length > 0 && socket.bufferedAmount < IN_SOCKET_BYTES) write()
  }
  const write = () => {
    const frame = waiting.shift() ?? ''
    bytes -= frame.length
    socket.send(frame, flush)
  }
  const drop = () => {
    waiting = []
    bytes = 0
    dropping = true
    overflowed()
    dropping = false
  }
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      waiting.push(frame)
      bytes += frame.length
      if (!dropping && (waiting.length > MOST_FRAMES || bytes > MOST_BYTES)) drop()
      flush()
    },
  }
}
