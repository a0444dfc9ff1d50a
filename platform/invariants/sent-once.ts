// I4: no message went out more often than it may: a code is taken by one provider at most, what
// arrived was sent, and each event goes to a person once by each channel.
import type { Finding, Probe } from './probe.ts'

type Send = { id: string; accepted: string }
type Arrived = { id: string; channel: string }
type Sent = { person: string; channel: string; event: string; times: string }
type Person = { person: string; channel: string; events: string; news: string }

// `unknown` may have gone out: nobody may be asked after it either.
const SENDS = `
  select s.id, count(a.provider) filter (
    where a.state in ('accepted', 'unknown', 'delivered', 'undelivered'))::text as accepted
  from send s left join attempt a on a.send_id = s.id group by s.id`
// What the fake provider holds, which is put there behind the mark of the send.
const ARRIVED = `
  select m.id, m.channel from sandbox_message m
  where m.channel <> 'email' and not exists (select from send s where s.id = m.id)`
// What has joined another delivery went out with that one, if at all.
const EVENTS = `
  select d.person_id as person, d.channel, event, count(*)::text as times
  from delivery d cross join unnest(d.event_keys) as event
  where d.reason is distinct from 'joined' group by d.person_id, d.channel, event`
const DELIVERIES = `
  select d.person_id as person, d.channel, sum(d.events)::text as events, (
    select count(*) from news n where n.person_id = d.person_id)::text as news
  from delivery d where d.reason is distinct from 'joined' group by d.person_id, d.channel`

export async function sentOnce(probe: Probe): Promise<Finding> {
  const breaches: string[] = []
  let [sends, events, people] = [0, 0, 0]
  for await (const page of probe.pages<Send>('notify', SENDS))
    for (const { id, accepted } of page) {
      sends += 1
      if (Number(accepted) > 1) breaches.push(`send ${id} was taken by ${accepted} providers`)
    }
  for await (const page of probe.pages<Arrived>('notify', ARRIVED))
    for (const { id, channel } of page)
      breaches.push(`${channel} ${id} arrived, and nobody sent it`)
  for await (const page of probe.pages<Sent>('notify', EVENTS))
    for (const { person, channel, event, times } of page) {
      events += 1
      if (Number(times) > 1)
        breaches.push(`${person} was sent ${event} ${times} times by ${channel}`)
    }
  for await (const page of probe.pages<Person>('notify', DELIVERIES))
    for (const { person, channel, events: all, news } of page) {
      people += 1
      if (Number(all) > Number(news))
        breaches.push(`${person} was sent ${all} events by ${channel}, of ${news} there were`)
    }
  const checked = `${sends} sends, ${events} events by ${people} channels of people`
  return { name: 'I4', looked: sends + people, checked, breaches }
}
