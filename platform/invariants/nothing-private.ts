// I12: no phone number, no code that was sent and no token stands in logs, outboxes, stored
// replies or topics.
import { ALWAYS, codeNeedle, search, textOf } from './private-texts.ts'
import type { Finding, Probe } from './probe.ts'

const CODES = `select distinct code from sandbox_message where code ~ '^[0-9]{6}$'`
const EVENTS = `
  select id::text as id, topic, key, value as bytes from outbox where value is not null`
// All that is stored of a reply but the hash, whose digits are nobody's. Rows that are older than
// replies by id have a body until the retention takes them.
const REPLIES = `
  select method, concat_ws(' ', actor, key, id) as text, reply as bytes from idempotency`

type Reply = { method: string; text: string; bytes: Buffer }

export async function nothingPrivate(probe: Probe): Promise<Finding> {
  const codes = (await probe.rows<{ code: string }>('notify', CODES)).map(({ code }) => code)
  const needles = [...ALWAYS, ...codeNeedle(codes)]
  const breaches: string[] = []
  let looked = 0
  const look = (place: string, text: string) => {
    looked += 1
    breaches.push(...search([{ place, text }], needles))
  }
  for (const service of probe.services) {
    for await (const page of probe.pages<{
      id: string
      topic: string
      key: string
      bytes: Buffer
    }>(service, EVENTS))
      for (const { id, topic, key, bytes } of page)
        look(`outbox of ${service}, event ${id} for ${topic}`, `${key}\n${textOf(bytes)}`)
    for await (const page of probe.pages<Reply>(service, REPLIES))
      for (const { method, text, bytes } of page)
        look(`a stored reply of ${service} to ${method}`, `${text}\n${textOf(bytes)}`)
  }
  for (const { name } of probe.topics)
    for await (const { key, value, headers, partition, offset } of probe.records(name))
      look(
        `${name}/${partition}/${offset}`,
        [key, textOf(value ?? []), ...Object.values(headers)].join('\n'),
      )
  const logs = probe.logs()
  for (const log of logs) {
    let line = 0
    for await (const text of log.lines()) look(`${log.name}:${(line += 1)}`, text)
  }
  return {
    name: 'I12',
    looked,
    checked:
      `${looked} events, stored replies and log lines (${logs.length} logs) ` +
      `for numbers, tokens and ${codes.length} codes`,
    breaches,
  }
}
