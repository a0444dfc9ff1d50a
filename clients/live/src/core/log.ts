// The log of one conversation as far as this device knows it. Its holes follow from the numbers
// alone, so that a gap can never pass for two neighbours.
import type { ChatEvent } from '../frames.ts'

export type Log = {
  readonly events: ReadonlyMap<number, ChatEvent>
  /** The newest number there is, known or not. */
  readonly lastSeq: number
}
export const EMPTY_LOG: Log = { events: new Map(), lastSeq: 0 }

export type Message = {
  readonly kind: 'message'
  readonly seq: number
  readonly actor: string
  readonly clientId?: string
  readonly at: string
  /** Of a kind that this client does not know: only that there is something. */
  readonly content: NonNullable<ChatEvent['body']['kind']>
  readonly text: string
  readonly media?: ChatEvent['body']['media']
  readonly place?: ChatEvent['body']['place']
  readonly edited: boolean
  readonly deleted: boolean
}
/** Numbers `from` to `to` are not known here. */
export type Hole = { readonly kind: 'hole'; readonly from: number; readonly to: number }
export type Item = Message | Hole

/** What was deleted leaves the device too. */
const wordless = (event: ChatEvent): ChatEvent => {
  const { kind = 'text', of, text, media, place } = event.body
  if ((text ?? media ?? place) === undefined) return event
  return { ...event, body: of === undefined ? { kind } : { of } }
}

/**
 * The log with these events in it, and those of them (or older ones whose words are deleted by
 * them) that must be stored. Repeated and late ones change nothing.
 */
export const withEvents = (
  log: Log,
  more: readonly ChatEvent[],
  lastSeq = 0,
): { readonly log: Log; readonly fresh: readonly ChatEvent[] } => {
  const unknown = more.filter(({ seq }) => !log.events.has(seq))
  const last = more.reduce((most, { seq }) => Math.max(most, seq), Math.max(log.lastSeq, lastSeq))
  if (unknown.length === 0)
    return { log: last === log.lastSeq ? log : { ...log, lastSeq: last }, fresh: [] }
  const events = new Map(log.events)
  for (const event of unknown) events.set(event.seq, event)
  const deleted = new Set<number>()
  for (const { type, body } of events.values())
    if (type === 'deleted' && body.of !== undefined) deleted.add(body.of)
  const changed = new Map(unknown.map((event) => [event.seq, event]))
  for (const [seq, event] of events) {
    if (!deleted.has(event.body.of ?? seq)) continue
    const blank = wordless(event)
    if (blank === event) continue
    events.set(seq, blank)
    changed.set(seq, blank)
  }
  return { log: { events, lastSeq: last }, fresh: [...changed.values()] }
}

const sortedSeqs = (log: Log): readonly number[] => [...log.events.keys()].toSorted((a, b) => a - b)

/** The newest number this device holds; 0 before the first. */
export const newestOf = (log: Log): number => sortedSeqs(log).at(-1) ?? 0
/** The oldest number this device holds; 0 before the first. */
export const oldestOf = (log: Log): number => sortedSeqs(log)[0] ?? 0

/** What lacks behind the oldest number that is held, oldest first. */
export const holesOf = (log: Log): readonly Hole[] => {
  const seqs = sortedSeqs(log)
  const holes: Hole[] = []
  let before = seqs[0]
  if (before === undefined)
    return log.lastSeq > 0 ? [{ kind: 'hole', from: 1, to: log.lastSeq }] : []
  for (const seq of [...seqs.slice(1), log.lastSeq + 1]) {
    if (seq > before + 1) holes.push({ kind: 'hole', from: before + 1, to: seq - 1 })
    before = seq
  }
  return holes
}

/** Messages with edits and deletions applied, and between them every hole, oldest first. */
export const itemsOf = (log: Log): readonly Item[] => {
  const words = new Map<number, { readonly seq: number; readonly text: string }>()
  const deleted = new Set<number>()
  for (const { seq, type, body } of log.events.values()) {
    if (body.of === undefined) continue
    if (type === 'deleted') deleted.add(body.of)
    else if (type === 'edited' && seq > (words.get(body.of)?.seq ?? 0))
      words.set(body.of, { seq, text: body.text ?? '' })
  }
  const messages = [...log.events.values()]
    .filter(({ type }) => type === 'message')
    .map(({ seq, actor, clientId, at, body }): Message => {
      const gone = deleted.has(seq)
      return {
        kind: 'message',
        ...{ seq, actor, at },
        ...(clientId === undefined ? {} : { clientId }),
        content: body.kind ?? 'text',
        text: gone ? '' : (words.get(seq)?.text ?? body.text ?? ''),
        ...(gone || !body.media ? {} : { media: body.media }),
        ...(gone || !body.place ? {} : { place: body.place }),
        edited: words.has(seq),
        deleted: gone,
      }
    })
  const place = (item: Item): number => (item.kind === 'hole' ? item.from : item.seq)
  return [...messages, ...holesOf(log)].toSorted((a, b) => place(a) - place(b))
}
