// Usage: node scripts/bench/alerts.ts [--searches 100000] [--rounds 5] [--seconds 15] Saved
// searches: from an ad on its topic to the alert on search's, with windows of no length, at 50 ads
// a second, against a limit of a minute.
import { strict as assert } from 'node:assert'
import { parseArgs } from 'node:util'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import { ALERTS } from '@pk-auto/proto/topics'
import { readSearchConfig, startSearch } from '@pk-auto/search/service'
import pg from 'pg'
import { adOf } from './market/ads.ts'
import { recordOf } from './market/publish.ts'
import { insertSearches } from './market/searches.ts'
import { commitOf, figureOf, median, report, type Round, roundsOf, seeded } from './measure.ts'
import { stage } from './stage.ts'

const { values } = parseArgs({
  options: {
    searches: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '15' },
  },
})
const searches = Number(values.searches)
const seconds = Number(values.seconds)
const ADS_A_SECOND = 50
/** Handed over to notify within a minute. */
const LIMIT_MS = 60_000
const random = seeded(2026)

await using platform = await stage(['postgres', 'kafka', 'elasticsearch', 'redis'])
const env = platform.env('search')
const base = readSearchConfig({ ...env, GRPC_PORT: '0', HTTP_PORT: '0', LOG_LEVEL: 'warn' })
const client = new pg.Client(env['DATABASE_URL'])
await client.connect()
const rows = <Row extends pg.QueryResultRow>(sql: string, given: unknown[] = []) =>
  platform.rows<Row>('search', sql, given)
await insertSearches(client, searches, random)
await client.end()
await rows('vacuum analyze saved_search_key')
console.error(`${searches} searches are saved`)

await using _search = await startSearch({ ...base, alerts: { ...base.alerts, windowMs: 0 } })
await using kafka = connectKafka({ ...base.kafka, service: 'catalogue' })
await using publisher = createPublisher(kafka)

const publishedAt = new Map<string, number>()
async function publish(count: number): Promise<void> {
  const at = new Date()
  const events = Array.from({ length: count }, () => recordOf(adOf(random, at), at))
  for (const { key } of events) publishedAt.set(key, Date.now())
  await publisher.publish(events)
}

/** Every tenth of a second as many as are due by the clock, whatever comes back. */
async function flow(): Promise<void> {
  const began = performance.now()
  for (let sent = 0; sent < seconds * ADS_A_SECOND;) {
    const due = Math.ceil(((performance.now() - began) / 1_000) * ADS_A_SECOND)
    const count = Math.min(due, seconds * ADS_A_SECOND) - sent
    if (count > 0) await publish(count)
    sent += Math.max(0, count)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const waiting = async (): Promise<boolean> => {
  const [row] = await rows<{ ads: string; due: string; unsent: string }>(
    `select (select count(*) from search_doc) as ads,
       (select count(*) from saved_search_match where due_at is not null) as due,
       (select count(*) from outbox where sent_at is null) as unsent`,
  )
  return Number(row?.ads) < publishedAt.size || row?.due !== '0' || row.unsent !== '0'
}

type Sent = { value: Buffer; ms: number }
async function measure(): Promise<{ p50: number; p99: number; matches: number }> {
  const [mark] = await rows<{ seq: string }>('select coalesce(max(seq), 0) as seq from outbox')
  await flow()
  while (await waiting()) await new Promise((resolve) => setTimeout(resolve, 200))
  const sent = await rows<Sent>(
    `select value, (extract(epoch from sent_at) * 1000)::float as ms from outbox
     where topic = $1 and seq > $2`,
    [ALERTS.name, mark?.seq],
  )
  const waits = sent.flatMap(({ value, ms }) =>
    ALERTS.decode(value).listingIds.map((id) => ms - (publishedAt.get(id) ?? NaN)),
  )
  const sorted = waits.filter(Number.isFinite).sort((a, b) => a - b)
  assert.ok(sorted.length > 0, 'nothing has matched')
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  return { p50: at(0.5), p99: at(0.99), matches: sorted.length / (seconds * ADS_A_SECOND) }
}

/** The index must find what reading every search would. */
async function mustAgree(): Promise<void> {
  const [counted] = await rows<{ indexed: string; read: string }>(
    `select (select coalesce(sum(unseen), 0) from saved_search_match) as indexed,
       (select count(*) from search_doc d, saved_search s
        where coalesce(s.filters -> 'terms' -> 'model' ? (d.listing ->> 'model'), true)
          and coalesce(s.filters -> 'terms' -> 'make' ? (d.listing ->> 'make'), true)
          and coalesce(s.filters -> 'terms' -> 'city' ? (d.listing ->> 'city'), true)
          and coalesce(s.filters -> 'terms' -> 'fuel' ? (d.listing ->> 'fuel'), true)
          and (d.listing -> 'price' ->> 'minor')::bigint / 100
            between (s.filters -> 'ranges' ->> 'priceFrom')::bigint
            and (s.filters -> 'ranges' ->> 'priceTo')::bigint
          and (d.listing ->> 'year')::int >= (s.filters -> 'ranges' ->> 'yearFrom')::int) as read`,
  )
  assert.equal(counted?.indexed, counted?.read, 'the index finds other searches')
  console.error(`the first ads match ${counted?.read} times, read one by one too`)
}

await publish(20)
while (await waiting()) await new Promise((resolve) => setTimeout(resolve, 200))
await mustAgree()
const rounds: Round[] = []
const medians: number[] = []
const matches: number[] = []
for (let round = 0; round < roundsOf(values.rounds); round += 1) {
  const { p50, p99, matches: each } = await measure()
  rounds.push({ ours: p99, limit: LIMIT_MS })
  medians.push(p50)
  matches.push(each)
}
const what = `alerts: ad → alert published, ${searches} searches, ${ADS_A_SECOND} ads/s, p99 ms`
report(figureOf(what, rounds, commitOf()))
const each = Math.round(median(matches))
console.error(`p50 ${median(medians).toFixed(0)} ms; an ad matches ${each} searches`)
