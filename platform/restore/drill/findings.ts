// What must be there after the restore, and what must not.
import { setTimeout as wait } from 'node:timers/promises'
import type { Probe } from '../../invariants/probe.ts'
import { AROUND_MS, type Past } from './past.ts'
import { type Acknowledged, publishAd } from './writers.ts'

const FOUND_WITHIN_MS = 30_000

export const beforeOf = ({ writers, until }: Past): Acknowledged[] =>
  writers.acknowledged.filter(({ at }) => at.getTime() <= until.getTime())

/** For I1: what was acknowledged before the second, and not by somebody who was erased since. */
export const historyOf = (past: Past) =>
  beforeOf(past).map(({ listing, seller }) => ({
    ...{ what: 'publish listing', id: listing, by: seller, outcome: 'ok' as const },
  }))

/** How far back the first acknowledged ad lies that is missing at the moment of the loss. */
export function lossOf({ writers }: Past, there: ReadonlySet<string>, lost: Date): number {
  const missing = writers.acknowledged.find(({ listing }) => !there.has(listing))
  return missing ? lost.getTime() - missing.at.getTime() : 0
}

/** One line for each thing that is there and must not be; and one if nothing was tried. */
export async function strangers(
  probe: Probe,
  past: Past,
  erased: readonly string[],
): Promise<string[]> {
  const late = past.writers.acknowledged
    .filter(({ at }) => at.getTime() > past.until.getTime() + AROUND_MS)
    .map(({ listing }) => listing)
  type Row = { id: string }
  const there = await probe.rows<Row>(
    'catalogue',
    `select id from listing where id = any($1::uuid[]) and state <> 'draft'`,
    [late],
  )
  const shown = await probe.rows<Row>(
    'search',
    'select id from search_doc where id = any($1::uuid[]) and live',
    [[...late, past.draft]],
  )
  const back = await probe.rows<Row>('identity', 'select id from person where id = any($1)', [
    erased,
  ])
  return [
    ...(late.length === 0 ? ['nobody wrote behind the second: nothing was tried'] : []),
    ...there.map(({ id }) => `${id} was published behind that second and is there`),
    ...shown.map(({ id }) => `${id} was published behind that second and is found`),
    ...back.map(({ id }) => `${id} was erased and is back`),
    ...(erased.includes(past.erased) ? [] : [`${past.erased} was erased, and nobody knows it`]),
  ]
}

/**
 * The ad that was published behind the second is a draft again; its seller publishes it, and it
 * must be found like any other. Returns what goes wrong.
 */
export async function publishedAnew(probe: Probe, past: Past): Promise<string[]> {
  const seller = past.writers.people[1]!
  const [draft] = await probe.rows<{ id: string; version: number }>(
    'catalogue',
    `select id, version from listing where seller_id = $1 and state = 'draft'`,
    [seller.personId],
  )
  if (!draft) return ['the draft that was published behind that second is gone']
  if (!(await publishAd(seller, draft))) return ['the draft cannot be published again']
  const live = 'select id from search_doc where id = $1 and live'
  for (const end = performance.now() + FOUND_WITHIN_MS; performance.now() < end; await wait(200))
    if ((await probe.rows('search', live, [draft.id])).length > 0) return []
  return ['the draft was published again and is not found']
}

/** One line for each message that is missing or must not be there; and one if none was tried. */
export async function messagesAsThen(probe: Probe, { writers, until }: Past): Promise<string[]> {
  const { conversation, messages } = writers.talk
  const rows = await probe.rows<{ seq: number }>(
    'chat',
    'select seq::int from conversation_event where conversation_id = $1',
    [conversation],
  )
  const there = new Set(rows.map(({ seq }) => seq))
  const before = messages.filter(({ at }) => at <= until)
  const late = messages.filter(({ at }) => at.getTime() > until.getTime() + AROUND_MS)
  return [
    ...(before.length === 0 || late.length === 0 ? ['nobody talked around that second'] : []),
    ...before.filter(({ seq }) => !there.has(seq)).map(({ seq }) => `message ${seq} is gone`),
    ...late.filter(({ seq }) => there.has(seq)).map(({ seq }) => `message ${seq} is there`),
  ]
}

/** They go on where the restored log ends. Returns what goes wrong. */
export async function talkGoesOn(probe: Probe, { writers }: Past): Promise<string[]> {
  const { conversation } = writers.talk
  const [log] = await probe.rows<{ last: number }>(
    'chat',
    'select last_seq::int as last from conversation where id = $1',
    [conversation],
  )
  const sent = await writers.talk.send()
  if (!log || !sent) return ['a message is refused after the restore']
  return sent.seq === log.last + 1
    ? []
    : [`the log ends at ${log.last}, and the next message is ${sent.seq}`]
}
