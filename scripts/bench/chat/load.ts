// Messages from a process of its own, over lines that stay open: a closed loop finds saturation, an
// open loop gives latencies. Both people of a conversation talk and both look.
import { newId } from '@pk-auto/kernel/id'
import { type Line, openLine, type Seen, type Side } from './line.ts'
import type { Talk, Talker } from './people.ts'

/** What the parent sends: first where, then what; several times. */
export type Order =
  | { readonly open: { readonly side: Side; readonly url: string; readonly talks: Talk[] } }
  | { readonly run: Run }
export type Run = {
  readonly seconds: number
  /** Closed loop: so many messages on their way at any time. Open loop: so many a second. */
  readonly inFlight?: number
  readonly perSecond?: number
}
export type Outcome = {
  readonly messages: number
  readonly perSecond: number
  /** Milliseconds from when a message was due until both have seen it. */
  readonly p50: number
  readonly p99: number
  /** Of each conversation the number of its last message. */
  readonly lastSeqs: readonly number[]
}

type Person = { readonly talk: number; readonly place: 0 | 1; line: Line }
type Sent = { readonly dueAt: number; left: number }

const OPENED_TOGETHER = 25
const LATENCIES_FROM_MS = 500
const LOST_AFTER_MS = 20_000
const TEXT = 'Is the car still there? I could come and look on Sunday afternoon.'

let failure: string | undefined
let [people, logs]: [Person[], Seen[][][]] = [[], []]
const onTheirWay = new Map<string, Sent>()
let arrived = (_sent: Sent): void => undefined

async function open({ side, url, talks }: Extract<Order, { open: object }>['open']): Promise<void> {
  logs = talks.map(() => [[], []])
  const wanted = ([0, 1] as const).flatMap((place) => talks.map((_, talk) => ({ talk, place })))
  for (let from = 0; from < wanted.length; from += OPENED_TOGETHER)
    await Promise.all(
      wanted.slice(from, from + OPENED_TOGETHER).map(async ({ talk, place }) => {
        const { conv, people: both } = talks[talk]!
        const log = logs[talk]![place]!
        const seen = (events: readonly Seen[]) => events.forEach((event) => see(log, event))
        const failed = (what: string) => void (failure ??= what)
        const talker: Talker = both[place]
        const line = await openLine(side, { url, talker, conv, have: 0, seen, failed })
        people.push({ talk, place, line })
      }),
    )
  // Neighbours in the row are in different conversations.
  people.sort((a, b) => a.place - b.place || a.talk - b.talk)
}

function see(log: Seen[], { seq, clientId }: Seen): void {
  log.push({ seq, clientId })
  const sent = onTheirWay.get(clientId)
  if (!sent || (sent.left -= 1) > 0) return
  onTheirWay.delete(clientId)
  arrived(sent)
}

let turn = 0
const written: string[][] = []
function say(dueAt: number): void {
  const person = people[turn++ % people.length]!
  const clientId = newId()
  onTheirWay.set(clientId, { dueAt, left: 2 })
  ;(written[person.talk * 2 + person.place] ??= []).push(clientId)
  person.line.send(clientId, TEXT)
}

/** Due by the clock, whatever comes back; one that waits for its turn is late. */
async function openLoop(started: number, total: number, perSecond: number): Promise<void> {
  for (let sent = 0; sent < total && failure === undefined;) {
    const passed = performance.now() - started
    const due = Math.min(total, Math.floor((passed / 1_000) * perSecond) + 1)
    for (; sent < due; sent += 1) say(started + (sent * 1_000) / perSecond)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

async function run({ seconds, inFlight, perSecond = 0 }: Run): Promise<Outcome> {
  const started = performance.now()
  const end = started + seconds * 1_000
  const latencies: number[] = []
  let [messages, inTime] = [0, 0]
  arrived = ({ dueAt }) => {
    const now = performance.now()
    messages += 1
    if (now < end) inTime += 1
    if (dueAt - started > LATENCIES_FROM_MS) latencies.push(now - dueAt)
    if (inFlight !== undefined && now < end) say(now)
  }
  if (inFlight === undefined) await openLoop(started, Math.round(seconds * perSecond), perSecond)
  else for (let i = 0; i < inFlight; i += 1) say(performance.now())
  for (const until = end + LOST_AFTER_MS; onTheirWay.size > 0 || performance.now() < end;) {
    if (failure !== undefined) throw new Error(failure)
    if (performance.now() > until) throw new Error(`${onTheirWay.size} messages were lost`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  mustBeWhole()
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  const lastSeqs = logs.map(([log]) => log?.at(-1)?.seq ?? 0)
  return { messages, perSecond: inTime / seconds, p50: at(0.5), p99: at(0.99), lastSeqs }
}

/** Both have seen the same, each message once, numbered without a gap, in the senders' order. */
function mustBeWhole(): void {
  for (const [talk, both] of logs.entries()) {
    const [one, other] = both.map((log) => log.map(({ seq, clientId }) => `${seq} ${clientId}`))
    if (one?.join() !== other?.join()) throw new Error('two people have seen different logs')
    const log = both[0]!
    if (log.some(({ seq }, i) => seq !== i + 1)) throw new Error('a log has a hole or a repeat')
    const shown = log.map(({ clientId }) => clientId)
    for (const place of [0, 1]) {
      const own = written[talk * 2 + place] ?? []
      const ids = new Set(own)
      if (shown.filter((id) => ids.has(id)).join() !== own.join())
        throw new Error('messages of one sender were lost, doubled or reordered')
    }
    const sent = [0, 1].reduce((sum, place) => sum + (written[talk * 2 + place]?.length ?? 0), 0)
    if (sent !== shown.length) throw new Error(`${sent} messages were sent, ${shown.length} seen`)
  }
}

process.on('message', (order: Order) => {
  const done = 'open' in order ? open(order.open) : run(order.run)
  done.then(
    (outcome) => process.send?.({ outcome: outcome ?? null }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
