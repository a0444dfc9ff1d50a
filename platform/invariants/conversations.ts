// I8: in every conversation the numbers run from 1 without a gap or a repeat, nothing was sent
// twice, and what is unread is what a recount finds.
import type { Finding, Probe } from './probe.ts'

type Row = {
  id: string
  last_seq: string
  events: string
  highest: string
  clients: string
  messages: string
}
type Unread = { id: string; person: string; unread: number; counted: string }

const LOGS = `
  select c.id, c.last_seq::text, count(e.seq)::text as events,
    coalesce(max(e.seq), 0)::text as highest,
    count(distinct (e.actor_id, e.client_id)) filter (where e.type = 'message')::text as clients,
    count(*) filter (where e.type = 'message')::text as messages
  from conversation c left join conversation_event e on e.conversation_id = c.id group by c.id`
const UNREAD = `
  select m.conversation_id as id, m.person_id as person, m.unread, (
    select count(*) from conversation_event e
    where e.conversation_id = m.conversation_id and e.seq > m.read_seq
      and e.type in ('message', 'offer')
      and e.actor_id is distinct from m.person_id)::text as counted
  from member m`

export async function conversationsAreWhole(probe: Probe): Promise<Finding> {
  const breaches: string[] = []
  let [logs, events] = [0, 0]
  for await (const page of probe.pages<Row>('chat', LOGS))
    for (const row of page) {
      logs += 1
      events += Number(row.events)
      // As many as the highest number, and the key allows no repeat: 1, 2, 3 … without a gap.
      if (row.events !== row.highest || row.highest !== row.last_seq)
        breaches.push(`${row.id} has ${row.events} events up to ${row.highest} of ${row.last_seq}`)
      if (row.clients !== row.messages)
        breaches.push(`${row.id} has ${row.messages} messages of ${row.clients} client ids`)
    }
  for await (const page of probe.pages<Unread>('chat', UNREAD))
    for (const { id, person, unread, counted } of page)
      if (unread !== Number(counted))
        breaches.push(`${id}: ${person} has ${unread} unread, a recount finds ${counted}`)
  return { name: 'I8', looked: logs, checked: `${logs} logs, ${events} events`, breaches }
}
