// A gateway with more to do than it can answers what matters most and refuses what matters least.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { until } from '@pk-auto/testing/until'
import { Pool } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'

/**
 * Of 20 ms each they wait for 1.5 s, three times what bulk bears. Few and long ones: this process
 * must ask faster than the other one answers, where both cores are busy too.
 */
const CALLERS = 75
/** What the flood goes on for, however busy the machine is. */
const ENOUGH = { refused: 50, critical: 4, forMs: 30_000 }
const worker = fork(new URL('./busy-worker.ts', import.meta.url), { stdio: 'ignore' })
let port: number
let internalPort: number
beforeAll(async () => {
  const [ports] = (await once(worker, 'message')) as [{ port: number; internalPort: number }]
  ;({ port, internalPort } = ports)
})
afterAll(() => void worker.kill())

type Answer = { status: number; retryAfter: number; code: string | undefined }

/** So many at once ask for one path as long as it `goesOn`. */
async function callers(path: string, count: number, goesOn: (last?: Answer) => boolean) {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: count })
  const answers: Answer[] = []
  const call = async () => {
    for (let last: Answer | undefined; goesOn(last);) {
      const { statusCode, headers, body } = await pool.request({ path, method: 'GET' })
      const { code } = (await body.json()) as { code?: string }
      last = { status: statusCode, code, retryAfter: Number(headers['retry-after']) }
      answers.push(last)
    }
  }
  await Promise.all(Array.from({ length: count }, call))
  await pool.close()
  return answers
}

test(
  'under a flood of bulk requests the critical ones, and probes, are answered',
  { timeout: 40_000 },
  async () => {
    let [refusals, important] = [0, 0]
    const end = performance.now() + ENOUGH.forMs
    const goesOn = () =>
      performance.now() < end && (refusals < ENOUGH.refused || important < ENOUGH.critical)
    const probe = async () => (await fetch(`http://127.0.0.1:${internalPort}/readyz`)).status
    const [bulk, critical, ready] = await Promise.all([
      callers('/bulk', CALLERS, (last) => {
        if (last && last.status !== 200) refusals += 1
        return goesOn()
      }),
      callers('/critical', 1, (last) => {
        if (last) important += 1
        return goesOn()
      }),
      probe(),
    ])
    const refused = bulk.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(
      new Set(['503 OVERLOADED']),
    )
    for (const { retryAfter } of refused) expect([1, 2, 3]).toContain(retryAfter)
    expect(bulk.length - refused.length).toBeGreaterThan(0)
    expect(critical.length).toBeGreaterThanOrEqual(ENOUGH.critical)
    expect(critical.filter(({ status }) => status !== 200)).toEqual([])
    expect(ready).toBe(200)
    const metrics = await (await fetch(`http://127.0.0.1:${internalPort}/metrics`)).text()
    expect(metrics).toMatch(/requests_shed_total\{service="gateway-test",priority="bulk"\} [1-9]/)
    expect(metrics).not.toMatch(/requests_shed_total.*priority="critical"/)
  },
)

test('a process that has rested takes everything again', async () => {
  const paths = ['bulk', 'normal', 'live', 'critical']
  const ask = () =>
    Promise.all(paths.map(async (path) => (await fetch(`http://127.0.0.1:${port}/${path}`)).ok))
  await until('all are answered', async () => (await ask()).every(Boolean))
  expect(await ask()).toEqual([true, true, true, true])
})
