// What waits to go out on one socket: bounded, so that a slow reader costs itself and nobody else.
import type { WebSocket } from 'ws'

export const MOST_FRAMES = 256
export const MOST_BYTES = 1024 * 1024
/** What the socket itself may hold; beyond it frames wait here, where they can still be dropped. */
const IN_SOCKET_BYTES = 64 * 1024

export type QueueSocket = Pick<WebSocket, 'send' | 'bufferedAmount' | 'readyState' | 'OPEN'>

export type QueueOwner = {
  /** What waited was dropped: more than 256 frames or 1 MB. What is sent now goes out first. */
  overflowed(): void
}

/** A class, and nothing made before it is needed: there are as many as sockets. */
export class SendQueue {
  readonly #socket: QueueSocket
  readonly #owner: QueueOwner
  #waiting: string[] = NONE
  #bytes = 0
  #dropping = false
  readonly #flush = (): void => {
    while (this.#waiting.length > 0 && this.#socket.bufferedAmount < IN_SOCKET_BYTES) {
      const frame = this.#waiting.shift() ?? ''
      this.#bytes -= Buffer.byteLength(frame)
      this.#socket.send(frame, this.#flush)
    }
  }

  constructor(socket: QueueSocket, owner: QueueOwner) {
    this.#socket = socket
    this.#owner = owner
  }

  /** One text frame. Never blocks; after the socket has closed nothing happens. */
  send(frame: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#waiting.length === 0 && this.#socket.bufferedAmount < IN_SOCKET_BYTES)
      return this.#socket.send(frame, this.#flush)
    if (this.#waiting === NONE) this.#waiting = []
    this.#waiting.push(frame)
    this.#bytes += Buffer.byteLength(frame)
    const isTooMuch = this.#waiting.length > MOST_FRAMES || this.#bytes > MOST_BYTES
    if (isTooMuch && !this.#dropping) this.#drop()
    this.#flush()
  }

  #drop(): void {
    this.#waiting = []
    this.#bytes = 0
    this.#dropping = true
    this.#owner.overflowed()
    this.#dropping = false
  }
}

/** Shared by all queues in which nothing has ever waited; never added to. */
const NONE: string[] = []
