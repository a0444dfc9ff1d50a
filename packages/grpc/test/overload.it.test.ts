// A process with more to do than it can answers what matters most and refuses what matters least.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { connectEcho } from './echo.ts'

/** Of 5 ms each they wait for 1.5 s, three times what bulk bears, however slow this process is. */
const CALLERS = 300
/** What the flood goes on for, however busy the machine is. */
const ENOUGH = { refused: 50, critical: 4, forMs: 30_000 }

test(
  'under a flood of bulk calls the critical ones are answered',
  { timeout: 40_000 },
  async () => {
    const worker = fork(new URL('./busy-worker.ts', import.meta.url), { stdio: 'ignore' })
    try {
      const [port] = (await once(worker, 'message')) as [number]
      await using client = connectEcho(`127.0.0.1:${port}`, { defaultDeadlineMs: 30_000 })
      const refused: DomainError[] = []
      let [bulk, critical] = [0, 0]
      const end = performance.now() + ENOUGH.forMs
      const goesOn = () =>
        performance.now() < end && (refused.length < ENOUGH.refused || critical < ENOUGH.critical)
      const flood = async () => {
        while (goesOn())
          await client.service({ text: 'later' }).then(
            () => (bulk += 1),
            (error: DomainError) => refused.push(error),
          )
      }
      // One refusal of them ends the test.
      const important = async () => {
        for (; goesOn(); critical += 1) await client.anyone({ text: 'now' })
      }
      await Promise.all([important(), ...Array.from({ length: CALLERS }, flood)])
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['OVERLOADED']))
      expect(refused[0]?.retryAfterMs).toBeGreaterThanOrEqual(1_000)
      expect(bulk).toBeGreaterThan(0)
      expect(critical).toBeGreaterThanOrEqual(ENOUGH.critical)
    } finally {
      worker.kill()
    }
  },
)
