// I4: no message went out more often than it may: a code is taken by one provider at most, and what
// stands behind one channel of a person is no more than what was news to them.
import type { Finding, Probe } from './probe.ts'

type Send = { id: string; accepted: string }
type Person = { person: string; channel: string; events: string; news: string }

// `unknown` may have gone out: nobody may be asked after it either.
const SENDS = `
  select s.id, count(a.provider) filter (
    where a.state in ('accepted', 'unknown', 'delivered', 'undelivered'))::text as accepted
  from send s left join attempt a on a.send_id = s.id group by s.id`
const DELIVERIES = `
  select d.person_id as person, d.channel, sum(d.events)::text as events, (
    select count(*) from news n where n.person_id = d.person_id)::text as news
  from delivery d group by d.person_id, d.channel`

export async function sentOnce(probe: Probe): Promise<Finding> {
  const breaches: string[] = []
  let [sends, people] = [0, 0]
  for await (const page of probe.pages<Send>('notify', SENDS))
    for (const { id, accepted } of page) {
      sends += 1
      if (Number(accepted) > 1) breaches.push(`send ${id} was taken by ${accepted} providers`)
    }
  for await (const page of probe.pages<Person>('notify', DELIVERIES))
    for (const { person, channel, events, news } of page) {
      people += 1
      if (Number(events) > Number(news))
        breaches.push(`${person} was sent ${events} events by ${channel}, of ${news} there were`)
    }
  const checked = `${sends} sends, ${people} channels of people`
  return { name: 'I4', looked: sends + people, checked, breaches }
}
