// Two people talk for a moment: each opens a socket, five messages go to and fro, and each message
// counts when both have seen it. scripts/run-load
import { scenario } from 'k6/execution'
import { Rate, Trend } from 'k6/metrics'
import { clearTimeout, setTimeout } from 'k6/timers'
import { publishAd } from './k6/ads.ts'
import { ask } from './k6/ask.ts'
import { type Line, openLine } from './k6/line.ts'
import { optionsOf } from './k6/options.ts'
import { type Person, signIn } from './k6/people.ts'

export const options = optionsOf('chat')

type Talk = { readonly conv: string; readonly people: readonly [Person, Person] }

/** So many that nobody comes near the ten messages a second that one person may write. */
const TALKS = Math.min(100, Math.max(12, Math.ceil(Number(__ENV['RATE'] ?? 1))))
const MESSAGES = 5
const EVERY_MS = 400
const LOST_AFTER_MS = 10_000
const BOTH = 2

const seenMs = new Trend('message_seen_ms', true)
const wereSeen = new Rate('message_seen')

/** Each pair has an ad to talk about. */
export function setup(): { readonly talks: readonly Talk[] } {
  return { talks: Array.from({ length: TALKS }, openTalk) }
}

function openTalk(): Talk {
  const [seller, buyer] = [signIn(), signIn()]
  const { conversationId } = ask('POST /leads', buyer.headers, {
    body: { listingId: publishAd(seller).id, kind: 'message', text: 'Is it still there?' },
    key: crypto.randomUUID(),
  }).value
  return { conv: conversationId, people: [buyer, seller] }
}

export function chat({ talks }: { readonly talks: readonly Talk[] }): void {
  const talk = talks[scenario.iterationInTest % talks.length]
  if (!talk) throw new Error('nobody talks: setup made no pair')
  const { conv, people } = talk
  const { lastSeq } = ask('GET /chat/conversations/{id}', people[0].headers, {
    path: { id: conv },
  }).value
  const waiting = new Map<string, { readonly at: number; by: number }>()
  let [greeted, sent, isOver] = [0, 0, false]
  const lines: Line[] = people.map((person) =>
    openLine(person, { conv, have: lastSeq, ready, seen }),
  )
  const end = () => {
    if (isOver) return
    isOver = true
    clearTimeout(patience)
    for (let lost = waiting.size + MESSAGES - sent; lost > 0; lost -= 1) wereSeen.add(false)
    for (const line of lines) line.close()
  }
  const patience = setTimeout(end, LOST_AFTER_MS)

  function ready(): void {
    greeted += 1
    if (greeted === BOTH) sayNext()
  }
  function sayNext(): void {
    if (isOver) return
    const clientId = newMessageId()
    waiting.set(clientId, { at: Date.now(), by: 0 })
    lines[sent % BOTH]?.send(clientId, `Message ${sent + 1} of ${MESSAGES}`)
    sent += 1
    if (sent < MESSAGES) setTimeout(sayNext, EVERY_MS)
  }
  function seen(clientId: string): void {
    const message = waiting.get(clientId)
    if (!message) return
    message.by += 1
    if (message.by < BOTH) return
    waiting.delete(clientId)
    seenMs.add(Date.now() - message.at)
    wereSeen.add(true)
    if (sent === MESSAGES && waiting.size === 0) end()
  }
}

/** A UUID of version 7. */
function newMessageId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
