// I5: the committed outbox ids are the event ids on the topic, within what either side still keeps.
import type { ServiceName } from '../environment.ts'
import type { Finding, Witness } from './witness.ts'

type Told = { id: string; seq: string; key: string; topic: string; sent: boolean; old: boolean }

/** The relay polls four times a second: an event that has waited this long is stuck. */
const STUCK = `stored_at < clock_timestamp() - interval '10 seconds'`
/** An outbox row is dropped after 30 days; what happened before that is asked of nobody. */
const KEPT_MS = 29 * 86_400_000
const OUTBOX = `select id, seq::text, key, topic, sent_at is not null as sent, ${STUCK} as old from outbox order by seq`

type TopicView = Witness['topics'][number]

/** Right beside a running platform too: outboxes are read before the topics for what must be there, and after them for what may be. */
export async function outboxesAndTopics(witness: Witness): Promise<Finding> {
  const breaches: string[] = []
  let [rows, events] = [0, 0]
  for (const service of witness.services) {
    const before = await witness.rows<Told>(service, OUTBOX)
    const stuck = before.filter(({ sent, old }) => !sent && old)
    if (stuck.length > 0) breaches.push(`${service}: ${stuck.length} events wait in the outbox, the first is ${stuck[0]?.id}`)
    rows += before.length
    const own = new Set(witness.topics.filter(({ owner }) => owner === service).map(({ name }) => name))
    for (const topic of new Set(before.map((row) => row.topic))) if (!own.has(topic)) breaches.push(`${service}: tells of ${topic}, which is not its own`)
    for (const topic of witness.topics.filter(({ owner }) => owner === service)) {
      const told = before.filter((row) => row.topic === topic.name)
      const found = await compare(witness, service, topic, told)
      events += found.events
      breaches.push(...found.breaches)
    }
  }
  return { name: 'I5', checked: `${rows} outbox rows, ${events} events on ${witness.topics.length} topics`, breaches }
}

async function compare(
  witness: Witness,
  service: ServiceName,
  { name, kind }: TopicView,
  told: readonly Told[],
): Promise<{ events: number; breaches: string[] }> {
  const records = await witness.records(name)
  const after = await witness.rows<{ id: string; seq: string }>(service, 'select id, seq::text from outbox where topic = $1', [name])
  const seqOf = new Map(after.map(({ id, seq }) => [id, BigInt(seq)]))
  const oldest = Date.now() - KEPT_MS
  const present = new Set(records.map(({ headers }) => headers['ce_id'] ?? ''))
  // Compaction keeps the last event of each key: one that a later one of its key has replaced may be gone.
  const latest = new Map<string, bigint>()
  for (const { key, headers } of records) {
    const seq = seqOf.get(headers['ce_id'] ?? '') ?? -1n
    if (seq > (latest.get(key) ?? -1n)) latest.set(key, seq)
  }
  const replaced = ({ key, seq }: Told) => kind === 'state' && (latest.get(key) ?? -1n) > BigInt(seq)
  const lost = told.filter((row) => row.sent && !present.has(row.id) && !replaced(row))
  const unknown = records.filter(({ headers }) => !seqOf.has(headers['ce_id'] ?? '') && Date.parse(headers['ce_time'] ?? '') > oldest)
  return {
    events: records.length,
    breaches: [
      ...lost.map(({ id, key }) => `${name}: event ${id} of ${key} was sent and is not on the topic`),
      ...unknown.map(({ key, headers }) => `${name}: event ${headers['ce_id'] ?? 'without an id'} of ${key} is on the topic and was never committed`),
    ],
  }
}
