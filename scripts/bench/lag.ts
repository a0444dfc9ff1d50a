// Usage: node scripts/bench/lag.ts [--ads 60] Publish → findable: from the 200 of publishing to the
// first search through the gateway that shows the ad, against the same document put straight into
// Elasticsearch.
import { parseArgs } from 'node:util'
import { newAddress } from '@pk-auto/platform/processes/processes'
import { until } from '@pk-auto/testing/until'
import { commitOf, median, report, seeded } from './measure.ts'
import { stage } from './stage.ts'

const { values } = parseArgs({ options: { ads: { type: 'string', default: '60' } } })
const ADS = Number(values.ads)
/**
 * Writes come at any moment of the refresh interval, so the times between them must not be in step
 * with it.
 */
const PAUSE = { least: 100, most: 700 }
const TARGET_MS = 400

await using platform = await stage(['postgres', 'kafka', 'elasticsearch', 'redis', 's3'])
const names = ['notify', 'identity', 'media-iq', 'catalogue', 'search'] as const
for (const name of names) await platform.start(name)
await platform.startGateway()
const seller = await platform.visitor()
// A new platform builds its index by itself.
await until(
  'there is an index',
  async () => (await fetch(`${platform.gatewayUrl}/api/v1/listings`)).ok,
  { timeoutMs: 60_000 },
)
const elastic = platform.servers.elasticsearchUrl
const index = `${platform.env('search')['INDEX_PREFIX'] ?? ''}straight`

const facts = {
  ...{
    make: 'toyota',
    model: 'corolla',
    generation: 'corolla-11th',
    year: 2016,
    price: { minor: 385_000_000, currency: 'PKR' },
    engineCc: 1_300,
  },
  ...{
    fuel: 'petrol',
    transmission: 'manual',
    assembly: 'local',
    body: 'sedan',
    colour: 'white',
    city: 'multan',
    registrationCity: 'lahore',
    condition: 'used',
  },
}
const json = async (method: string, url: string, body?: unknown) => {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as never
}
const pause = () =>
  new Promise((resolve) =>
    setTimeout(resolve, PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least)),
  )
/** Both sides look as often: one search after the other. */
async function untilFound(look: () => Promise<boolean>, since: number): Promise<number> {
  while (!(await look()));
  return performance.now() - since
}

/** A car no other ad has, by its kilometres, so that one search finds it alone. */
async function ours(km: number): Promise<number> {
  const headers = { 'idempotency-key': crypto.randomUUID(), ...newAddress() }
  const draft = await seller.call<{ id: string; version: number }>(
    'POST',
    '/api/v1/listings',
    { ...facts, km },
    headers,
  )
  const published = await seller.call(
    'POST',
    `/api/v1/listings/${draft.body.id}/publish`,
    undefined,
    {
      'if-match': `"${draft.body.version}"`,
      ...newAddress(),
    },
  )
  const since = performance.now()
  if (published.status !== 200)
    throw new Error(`publishing answered ${published.status}: ${JSON.stringify(published.body)}`)
  const url = `${platform.gatewayUrl}/api/v1/listings?kmFrom=${km}&kmTo=${km}`
  return untilFound(
    async () =>
      ((await json('GET', url)) as { items: { id: string }[] }).items[0]?.id === draft.body.id,
    since,
  )
}

async function straight(km: number): Promise<number> {
  await json('PUT', `${elastic}/${index}/_doc/${km}`, { ...facts, km })
  const since = performance.now()
  const query = { query: { bool: { filter: [{ term: { km } }] } } }
  return untilFound(
    async () =>
      ((await json('POST', `${elastic}/${index}/_search`, query)) as { hits: { hits: unknown[] } })
        .hits.hits.length === 1,
    since,
  )
}

await json('PUT', `${elastic}/${index}`, {
  settings: { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '250ms' },
})
const times = { ours: [] as number[], peer: [] as number[] }
for (let i = -5; i < ADS; i += 1) {
  const [mine, theirs] = [await ours(100_000 + i), (await pause(), await straight(100_000 + i))]
  await pause()
  if (i < 0) continue
  times.ours.push(mine)
  times.peer.push(theirs)
}

const at = (share: number) => (all: readonly number[]) =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? NaN
const commit = commitOf()
for (const [name, quantile] of [
  ['p50', median],
  ['p99', at(0.99)],
] as const) {
  const [mine, theirs] = [quantile(times.ours), quantile(times.peer)]
  const random = seeded(ADS)
  const again = (all: readonly number[]) =>
    all.map(() => all[Math.floor(random() * all.length)] ?? NaN)
  const ratios = Array.from(
    { length: 1_000 },
    () => quantile(again(times.ours)) / quantile(again(times.peer)),
  ).toSorted((a, b) => a - b)
  const round = (value: number) => Number(value.toPrecision(4))
  const ci95 = [round(ratios[25] ?? NaN), round(ratios[974] ?? NaN)] as const
  const against = `peer: straight to Elasticsearch; limit: peer + ${TARGET_MS}`
  report({
    figure: `1 lag: publish → findable, ${name} ms (${against})`,
    ours: round(mine),
    peer: round(theirs),
    limit: round(theirs + TARGET_MS),
    ratio: round(mine / theirs),
    ci95,
    rounds: ADS,
    commit,
  })
}
