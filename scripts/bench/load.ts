// Load on an HTTP server from a process of its own: a closed loop finds saturation, an open loop
// gives latencies. `node scripts/bench/load.ts` reads its order as JSON and prints what came.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type Dispatcher, Pool } from 'undici'

export type LoadOrder = {
  readonly url: string
  /** Asked for in an order of chance. */
  readonly paths: readonly string[]
  /** Posted as NDJSON to the first path, one of them at a time; none: paths are got. */
  readonly bodies?: readonly string[]
  readonly seconds: number
  /**
   * Closed loop: so many connections, each asking again at once. Open loop: so many requests a
   * second, whatever comes back.
   */
  readonly closed?: number
  readonly perSecond?: number
}

export type LoadResult = {
  readonly requests: number
  readonly perSecond: number
  /** Anything but 200, and broken connections. */
  readonly failed: number
  /** Milliseconds from when the request was due, in the open loop only. */
  readonly p50: number
  readonly p99: number
}

const LATENCIES_FROM_MS = 500
const OPEN_CONNECTIONS = 512
const MOST_CONNECTIONS = 512
const WORTH_DOUBLING = 1.05

type Autocannon = (
  options: object,
) => Promise<{ requests: { total: number; average: number }; non2xx: number; errors: number }>

type Asked = Pick<Dispatcher.DispatchOptions, 'path' | 'body' | 'headers'> & {
  readonly method: 'GET' | 'POST'
}

const NDJSON = { 'content-type': 'application/x-ndjson' }
const askedOf = ({ paths, bodies }: LoadOrder): Asked[] =>
  bodies?.map((body) => ({ method: 'POST', path: paths[0] ?? '/', headers: NDJSON, body })) ??
  paths.map((path) => ({ method: 'GET', path }))

async function closedLoop(order: LoadOrder): Promise<LoadResult> {
  const { url, seconds, closed } = order
  const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon
  const shuffled = () => askedOf(order).toSorted(() => Math.random() - 0.5)
  const setupClient = (client: { setRequests(requests: object[]): void }) =>
    client.setRequests(shuffled())
  const { requests, non2xx, errors } = await autocannon({
    url,
    connections: closed,
    duration: seconds,
    setupClient,
  })
  return {
    requests: requests.total,
    perSecond: requests.total / seconds,
    failed: non2xx + errors,
    p50: NaN,
    p99: NaN,
  }
}

/**
 * Requests are due by the clock; one that waits for its turn is as late as a person would find it.
 */
async function openLoop(order: LoadOrder): Promise<LoadResult> {
  const { url, seconds, perSecond = 100 } = order
  const all = askedOf(order)
  const pool = new Pool(url, { connections: OPEN_CONNECTIONS, pipelining: 1 })
  const latencies: number[] = []
  let failed = 0
  let underWay = 0
  const started = performance.now()
  const ask = (dueAt: number) => {
    underWay += 1
    const over = (ok: boolean) => {
      underWay -= 1
      if (!ok) failed += 1
      else if (dueAt - started > LATENCIES_FROM_MS) latencies.push(performance.now() - dueAt)
    }
    const asked = all[Math.floor(Math.random() * all.length)]
    if (!asked) throw new RangeError('there is nothing to ask')
    let status = 0
    pool.dispatch(asked, {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, statusCode) => void (status = statusCode),
      onResponseData: () => undefined,
      onResponseEnd: () => over(status === 200),
      onResponseError: () => over(false),
    })
  }
  const total = Math.round(seconds * perSecond)
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1_000) * perSecond) + 1)
    for (; sent < due; sent += 1) ask(started + (sent * 1_000) / perSecond)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await pool.destroy()
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  return { requests: total, perSecond: total / seconds, failed, p50: at(0.5), p99: at(0.99) }
}

/** @throws Error when anything failed: faster but wrong scores nothing */
export async function load(order: LoadOrder): Promise<LoadResult> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(order))
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await once(child, 'close')
  const result = JSON.parse(output) as LoadResult
  if (result.failed > 0)
    throw new Error(`${result.failed} of ${result.requests} requests to ${order.url} failed`)
  return result
}

/**
 * How many connections saturate a server: doubled as long as the closed loop serves a twentieth
 * more for it. Warms the server up on the way.
 */
export async function saturating(order: {
  url: string
  paths: readonly string[]
}): Promise<number> {
  let connections = 32
  let most = (await load({ ...order, seconds: 4, closed: connections })).perSecond
  for (let next = connections * 2; next <= MOST_CONNECTIONS; next *= 2) {
    const { perSecond } = await load({ ...order, seconds: 4, closed: next })
    if (perSecond < most * WORTH_DOUBLING) break
    connections = next
    most = perSecond
  }
  return connections
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const order = (await json(process.stdin)) as LoadOrder
  console.log(
    JSON.stringify(await (order.closed === undefined ? openLoop(order) : closedLoop(order))),
  )
}
