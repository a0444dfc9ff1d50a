// Tells the gateway what failed in the web server, so that one place knows where errors go.
import type { Pool } from 'undici'
import { clientErrorOf, type Failure } from '../errors/client-error.ts'

const MOST_A_MINUTE = 10
const MINUTE_MS = 60_000

export type ReportFailure = (failure: Omit<Failure, 'part'>) => Promise<void>

/**
 * Never rejects and never takes long. The error is written to the log in any case; beyond ten a
 * minute it goes nowhere else.
 */
export const failureReporter = (gateway: Pool, now: () => number): ReportFailure => {
  let [since, count] = [0, 0]
  return async ({ event, error, page }) => {
    const body = clientErrorOf({ part: 'web', event, error, page })
    const { type, stack } = body
    // The text of an error may quote what a visitor sent.
    const where = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    console.error(JSON.stringify({ level: 'error', event, type, where: where.slice(0, 10) }))
    if (now() - since > MINUTE_MS) [since, count] = [now(), 0]
    if ((count += 1) > MOST_A_MINUTE) return
    try {
      const answer = await gateway.request({
        path: '/api/v1/client-errors',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        headersTimeout: 2_000,
        bodyTimeout: 2_000,
      })
      await answer.body.dump()
    } catch {
      // Without a gateway there are greater troubles, and its own alerts.
    }
  }
}
