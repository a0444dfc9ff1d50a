// A slow reader costs itself: what waits for it is bounded, and dropped whole.
import { expect, test } from 'vitest'
import { MOST_BYTES, MOST_FRAMES, SendQueue } from './send-queue.ts'

/** Takes frames until it is full; `drain` empties it. */
function slowSocket() {
  const taken: string[] = []
  const callbacks: (() => void)[] = []
  const socket = {
    ...{ bufferedAmount: 0, readyState: 1, OPEN: 1 as const },
    send(frame: string, done: () => void) {
      taken.push(frame)
      socket.bufferedAmount += frame.length
      callbacks.push(done)
    },
  }
  const drain = () => {
    socket.bufferedAmount = 0
    for (const done of callbacks.splice(0)) done()
  }
  return { socket, taken, drain }
}
const queueOn = (socket: ReturnType<typeof slowSocket>['socket'], overflowed = () => {}) =>
  new SendQueue(socket as never, { overflowed })

test('what the socket cannot take waits, and goes out in order when it can', () => {
  const { socket, taken, drain } = slowSocket()
  const queue = queueOn(socket)
  const frames = Array.from({ length: 10 }, (_, i) => `${i}`.padEnd(40_000, '.'))
  for (const frame of frames) queue.send(frame)
  expect(taken.length).toBeLessThan(10)
  for (let i = 0; i < 10; i += 1) drain()
  expect(taken).toEqual(frames)
})

test.each([
  ['too many frames', MOST_FRAMES + 10, 10],
  ['too many bytes', 40, MOST_BYTES / 30],
])('%s are dropped, said once, and what comes then goes out', (_, count, size) => {
  const { socket, taken, drain } = slowSocket()
  let overflows = 0
  const queue = queueOn(socket, () => {
    overflows += 1
    queue.send('resync')
  })
  queue.send('first'.padEnd(70_000))
  for (let i = 0; i < count; i += 1) queue.send('x'.repeat(size))
  queue.send('new')
  for (let i = 0; i < 40; i += 1) drain()
  expect(overflows).toBe(1)
  const at = taken.indexOf('resync')
  expect(at).toBeGreaterThanOrEqual(0)
  expect(taken.at(-1)).toBe('new')
  expect(taken.length - at).toBeLessThan(MOST_FRAMES)
})

test('bytes are counted, not letters: Urdu has twice as many of them', () => {
  const { socket } = slowSocket()
  let overflows = 0
  const queue = queueOn(socket, () => void (overflows += 1))
  queue.send('first'.padEnd(70_000))
  for (let i = 0; i < 5; i += 1) queue.send('ک'.repeat(MOST_BYTES / 10))
  expect(overflows).toBe(0)
  queue.send('ک'.repeat(10))
  expect(overflows).toBe(1)
})

test('after the socket has closed nothing is sent', () => {
  const { socket, taken } = slowSocket()
  socket.readyState = 3
  queueOn(socket).send('x')
  expect(taken).toEqual([])
})
