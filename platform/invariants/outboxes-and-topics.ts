// I5: the committed outbox ids are the event ids on the topic, within what either side still
// retains. In memory: ids, and the last event of each key.
import type { ServiceName } from '../parts.ts'
import type { Finding, Probe } from './probe.ts'

type Row = {
  id: string
  seq: string
  key: string
  topic: string
  sent: boolean
  old: boolean
  age_days: number
}
type OutboxRow = {
  readonly seq: bigint
  readonly key: string
  readonly sent: boolean
  readonly ageDays: number
}
type Stranger = { readonly id: string; readonly key: string; readonly at: number }
type TopicView = Probe['topics'][number]

/** The relay polls four times a second: an event that has waited this long is stuck. */
const STUCK = `stored_at < clock_timestamp() - interval '10 seconds'`
/** An outbox row is dropped after 30 days; what happened before that is asked of nobody. */
const RETENTION_MS = 29 * 86_400_000
const OUTBOX = `
  select id, seq::text, key, topic, sent_at is not null as sent, ${STUCK} as old,
    extract(epoch from clock_timestamp() - stored_at)::float8 / 86400 as age_days
  from outbox`
const PAGE = 1_000

/**
 * Right next to a running platform too: outboxes are read before the topics for what must be there,
 * and after them for what may be.
 */
export async function outboxesAndTopics(probe: Probe): Promise<Finding> {
  const breaches: string[] = []
  let [rows, events] = [0, 0]
  for (const service of probe.services) {
    const topics = probe.topics.filter(({ owner }) => owner === service)
    const outboxRows = new Map(topics.map(({ name }) => [name, new Map<string, OutboxRow>()]))
    const stuck: string[] = []
    const foreign = new Set<string>()
    for await (const page of probe.pages<Row>(service, OUTBOX))
      for (const { id, seq, key, topic, sent, old, age_days: ageDays } of page) {
        rows += 1
        if (!sent && old) stuck.push(id)
        outboxRows.get(topic)?.set(id, { seq: BigInt(seq), key, sent, ageDays })
        if (!outboxRows.has(topic)) foreign.add(topic)
      }
    if (stuck.length > 0)
      breaches.push(`${service}: ${stuck.length} events wait in the outbox, among them ${stuck[0]}`)
    for (const topic of foreign)
      breaches.push(`${service}: tells of ${topic}, which is not its own`)
    for (const topic of topics) {
      const found = await compare(
        probe,
        service,
        topic,
        outboxRows.get(topic.name) ?? new Map<string, OutboxRow>(),
      )
      events += found.events
      breaches.push(...found.breaches)
    }
  }
  return {
    name: 'I5',
    looked: Math.min(rows, events),
    checked: `${rows} outbox rows, ${events} events on ${probe.topics.length} topics`,
    breaches,
  }
}

async function compare(
  probe: Probe,
  service: ServiceName,
  { name, kind, retentionDays = Infinity }: TopicView,
  outboxRows: ReadonlyMap<string, OutboxRow>,
): Promise<{ events: number; breaches: string[] }> {
  const oldest = Date.now() - RETENTION_MS
  const present = new Set<string>()
  const strangers: Stranger[] = []
  const latest = new Map<string, bigint>()
  const isLater = (key: string, seq: bigint) =>
    seq > (latest.get(key) ?? -1n) && latest.set(key, seq)
  let events = 0
  for await (const { key, headers } of probe.records(name)) {
    events += 1
    const id = headers['ce_id'] ?? ''
    const row = outboxRows.get(id)
    if (row) isLater(key, row.seq)
    else strangers.push({ id, key, at: Date.parse(headers['ce_time'] ?? '') })
    if (row?.sent === true) present.add(id)
  }
  // Committed while the topic was read.
  const since = await committed(probe, service, strangers)
  for (const { id, key } of strangers) isLater(key, since.get(id) ?? -1n)
  const breaches: string[] = []
  for (const [id, { key, seq, sent, ageDays }] of outboxRows) {
    // Compaction keeps the last event of each key: one that a later one of its key has replaced may
    // be gone. It may never have come, too: what is replaced while it waits in bulk is not sent.
    const replaced = kind === 'state' && (latest.get(key) ?? -1n) > seq
    // The broker drops facts of this age when it likes.
    const dropped = ageDays >= retentionDays
    if (sent && !present.has(id) && !replaced && !dropped)
      breaches.push(`${name}: event ${id} of ${key} was sent and is not on the topic`)
  }
  for (const { id, key, at } of strangers)
    if (!since.has(id) && at > oldest)
      breaches.push(
        `${name}: event ${id || 'without an id'} of ${key} is on the topic and was never committed`,
      )
  return { events, breaches }
}

/** The places in the outbox of those that have one. */
async function committed(
  probe: Probe,
  service: ServiceName,
  events: readonly Stranger[],
): Promise<Map<string, bigint>> {
  const found = new Map<string, bigint>()
  for (let from = 0; from < events.length; from += PAGE) {
    const ids = events.slice(from, from + PAGE).map(({ id }) => id)
    for (const { id, seq } of await probe.rows<{ id: string; seq: string }>(
      service,
      'select id, seq::text from outbox where id::text = any($1)',
      [ids],
    ))
      found.set(id, BigInt(seq))
  }
  return found
}
