// The peer of figure 4: one Socket.IO server that writes the same rows as chat in one transaction,
// then emits to both sockets. It knows nobody: whoever comes is who they say they are.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { Server } from 'socket.io'

type Message = { conv: string; clientId: string; text: string }
type Event = { seq: number; at: string } & Message & { actor: string }
type Talk = { last_seq: string; person_a: string; person_b: string }

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  // As many as chat has, and its way of sending statements together.
  ...{ max: 5, pipeline: true },
} as pg.PoolConfig)
const http = createServer((_request, answer) => answer.end('ready'))
const io = new Server(http, { transports: ['websocket'] })
// What its documentation advises for less memory.
io.engine.on('connection', (raw: { request: unknown }) => (raw.request = null))

const SQL = {
  lock: 'select last_seq, person_a, person_b from conversation where id = $1 for update',
  before: `select seq, at, sha256 from conversation_event
    where conversation_id = $1 and actor_id = $2 and client_id = $3`,
  sides: 'select blocked from member where conversation_id = $1 limit 2',
  event: `insert into conversation_event
      (conversation_id, seq, type, actor_id, client_id, sha256, body, at, words)
    values ($1, $2, 'message', $3, $4, $5, $6, $7, $8)`,
  moved: 'update conversation set last_seq = $2 where id = $1',
  lists: `with bumped as (
      insert into feed (person_id, last_seq) values ($2::uuid, 1), ($3::uuid, 1)
      on conflict (person_id) do update set last_seq = feed.last_seq + 1
      returning person_id, last_seq)
    update member m set feed_seq = bumped.last_seq,
      unread = unread + case when m.person_id <> $4::uuid then 1 else 0 end, archived = false
    from bumped where m.conversation_id = $1::uuid and m.person_id = bumped.person_id`,
  outbox: `insert into outbox (id, topic, key, type, value, at)
    values ($1, 'chat.conversation.v1', $2, 'bench', $3, $4)`,
}
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const VALUE = Buffer.alloc(180, 0x61)

/** What is in is on disk when it resolves. A repeat gets the number of the first. */
async function write(actor: string, { conv, clientId, text }: Message): Promise<Event> {
  const client = await pool.connect()
  const ask = <Row extends pg.QueryResultRow>(name: keyof typeof SQL, values: unknown[]) =>
    client.query<Row>({ name, text: SQL[name], values })
  const body = JSON.stringify({ kind: 'text', text })
  const sha256 = createHash('sha256').update(body).digest('hex')
  try {
    const [, talks, before, sides] = await Promise.all([
      client.query('begin; set local role worker'),
      ask<Talk>('lock', [conv]),
      ask<{ seq: string; at: Date }>('before', [conv, actor, clientId]),
      ask<{ blocked: boolean }>('sides', [conv]),
    ])
    const talk = talks.rows[0]
    if (!talk || sides.rows.some(({ blocked }) => blocked)) throw new Error('not to be written to')
    const [first] = before.rows
    const at = first?.at ?? new Date()
    const seq = first ? Number(first.seq) : Number(talk.last_seq) + 1
    if (!first)
      await Promise.all([
        ask('event', [conv, seq, actor, clientId, sha256, body, at, wordsOf(text)]),
        ask('moved', [conv, seq]),
        ask('lists', [conv, talk.person_a, talk.person_b, actor]),
        ask('outbox', [randomUUID(), conv, VALUE, at]),
      ])
    await client.query('commit')
    return { conv, clientId, text, actor, seq, at: at.toISOString() }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** One after the other, or what is committed first might be shown second. */
const queues = new Map<string, Promise<void>>()
function inOrder(conv: string, work: () => Promise<void>): void {
  const queue = (queues.get(conv) ?? Promise.resolve()).then(work)
  queues.set(conv, queue)
  void queue.then(() => queues.get(conv) === queue && queues.delete(conv))
}

io.on('connection', (socket) => {
  const { personId, conv } = socket.handshake.auth as { personId: string; conv: string }
  void socket.join(conv)
  socket.on('send', (message: Message, acknowledge: (answer: object) => void) =>
    inOrder(message.conv, async () => {
      try {
        const { seq, at, actor, clientId, text } = await write(personId, message)
        const body = { kind: 'text', text }
        const event = { seq, type: 'message', actor, clientId, at, body }
        io.to(message.conv).emit('events', { conv: message.conv, events: [event], more: false })
        acknowledge({ seq, at })
      } catch (error) {
        console.error(error)
        acknowledge({ code: 'INTERNAL' })
      }
    }),
  )
  socket.emit('ready')
})
http.listen(Number(process.env['HTTP_PORT']), '127.0.0.1')
