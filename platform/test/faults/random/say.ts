// One message by a socket, as an open page sends it: the answer is its number in the log, or none.
import { socketUrl, type TestFrame, ticketOf } from '../../talking/test-socket.ts'
import type { Visitor } from '../../../visitor.ts'

/** Longer no page waits for an answer before it takes another socket. */
const ANSWER_MS = 4_000

/** Undefined when it was not acknowledged: it may be in the log, and is to be sent again. */
export async function sayBySocket(
  gatewayUrl: string,
  person: Visitor,
  message: { readonly conv: string; readonly clientId: string; readonly text: string },
): Promise<number | undefined> {
  const socket = new WebSocket(socketUrl(gatewayUrl, await ticketOf(person)))
  const answered = Promise.withResolvers<number | undefined>()
  const none = () => answered.resolve(undefined)
  const timer = setTimeout(none, ANSWER_MS)
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ t: 'send', kind: 'text', ...message })),
  )
  socket.addEventListener('message', ({ data }) => {
    const frame = JSON.parse(String(data)) as TestFrame
    if (frame['clientId'] !== message.clientId) return
    if (frame.t === 'ack') answered.resolve(Number(frame['seq']))
    if (frame.t === 'nack') none()
  })
  socket.addEventListener('error', none)
  socket.addEventListener('close', none)
  try {
    return await answered.promise
  } finally {
    clearTimeout(timer)
    socket.close()
  }
}
