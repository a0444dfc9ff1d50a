// I12: no phone number, no code that was sent and no token stands in logs, outboxes, stored
// replies or topics.
import type { Finding, Probe } from './probe.ts'

export type Needle = { readonly what: string; readonly pattern: RegExp }

/**
 * Where nothing private may stand: the name of the place, and what stands there. Bytes are read
 * letter by letter, so texts inside protobuf are seen.
 */
export type Place = { readonly place: string; readonly text: string }

const ALWAYS: readonly Needle[] = [
  {
    what: 'a mobile number',
    pattern: /(?<![\dA-Za-z])(?:(?:\+|00)?92[\s-]?|0)3\d{2}[\s-]?\d{7}(?!\d)/,
  },
  { what: 'a token', pattern: /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\./ },
  { what: 'a sealed session', pattern: /Fe26\.2\*\*?[\w*-]{16,}/ },
]

/**
 * As a field of its own: quoted in a log line, or a text of six bytes in protobuf. Six digits
 * inside a longer number mean nothing.
 */
// eslint-disable-next-line no-control-regex -- the length byte of protobuf before a text of six
export const codeNeedle = (codes: readonly string[]): Needle[] =>
  codes.length === 0
    ? []
    : [
        {
          what: 'a code that was sent',
          pattern: new RegExp(`(?:["'=: ]|\\x06)(?:${codes.join('|')})(?![\\d.])`),
        },
      ]

// The digits of an id are nobody's number: among a hundred thousand ads some ids end like one, and
// among as many events some spans begin like one.
const ID = new RegExp(
  [
    '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}',
    '00-[\\da-f]{32}-[\\da-f]{16}',
    '"(?:trace|span)_id":"[\\da-f]+"',
  ].join('|'),
  'g',
)

/** One line per place and kind of finding; the finding itself is never repeated. */
export function search(places: Iterable<Place>, needles: readonly Needle[] = ALWAYS): string[] {
  const found: string[] = []
  for (const { place, text } of places) {
    const rest = text.replaceAll(ID, '·')
    for (const { what, pattern } of needles)
      if (pattern.test(rest)) found.push(`${place} holds ${what}`)
  }
  return found
}

const textOf = (bytes: Uint8Array | readonly number[]): string =>
  Buffer.from(bytes).toString('latin1')

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
