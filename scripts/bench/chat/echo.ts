// The limit: a bare `ws` that numbers what it gets and sends it to both sockets of a conversation,
// in frames like ours; nothing is stored.
import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

type Frame = { t: string; conv: string; clientId: string; text: string }

const talks = new Map<string, { sockets: WebSocket[]; seq: number }>()
const http = createServer((_request, answer) => answer.end('ready'))
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { t, conv, clientId, text } = JSON.parse(data.toString()) as Frame
    if (t === 'hello') return socket.send(JSON.stringify({ t: 'hello', feedSeq: 0, epoch: '' }))
    const talk = talks.get(conv) ?? { sockets: [], seq: 0 }
    talks.set(conv, talk)
    if (t === 'sub') {
      talk.sockets.push(socket)
      socket.once('close', () => talk.sockets.splice(talk.sockets.indexOf(socket), 1))
      return undefined
    }
    talk.seq += 1
    const at = new Date().toISOString()
    const body = { kind: 'text', text }
    // As long as a real id.
    const event = { seq: talk.seq, type: 'message', actor: conv, clientId, at, body }
    const frame = JSON.stringify({ t: 'events', conv, events: [event], more: false })
    for (const one of talk.sockets) one.send(frame)
    return socket.send(JSON.stringify({ t: 'ack', clientId, conv, seq: talk.seq, at }))
  })
})
http.listen(Number(process.env['HTTP_PORT']), '127.0.0.1')
