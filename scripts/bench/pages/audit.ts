// One look of Lighthouse at a page, as a phone on slow 4G (simulated), and what is read from it.
import lighthouse from 'lighthouse'

/** Scores are 0–100; sizes are bytes on the wire, times simulated milliseconds. */
export type Audit = {
  readonly performance: number
  readonly accessibility: number
  readonly bestPractices: number
  readonly seo: number
  readonly lcpMs: number
  readonly tbtMs: number
  /** Layout shift, without a unit. */
  readonly cls: number
  readonly bytes: number
  readonly scriptBytes: number
  readonly requests: number
  /** What keeps a score below 100: ids of audits. */
  readonly missed: readonly string[]
}

type Result = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']
type Request = { readonly resourceType?: string; readonly transferSize?: number }

/** On a busy machine a trace is lost now and then; what was lost is no measurement. */
const MOST_TRIES = 4

/** Of Lighthouse's slow 4G; only the width of the line is another one here. */
const LINE = { rttMs: 150, cpuSlowdownMultiplier: 4 }

const look = async (url: string, port: number, kbps?: number): Promise<Result> => {
  let why = ''
  const throttling = kbps === undefined ? {} : { throttling: { ...LINE, throughputKbps: kbps } }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await lighthouse(url, {
      ...{ port, output: 'json', logLevel: 'silent' },
      ...throttling,
    })
    if (result && !result.lhr.runtimeError) return result.lhr
    why = result?.lhr.runtimeError?.message ?? 'no result'
  }
  throw new Error(`${url} was not measured: ${why}`)
}

/**
 * Chromium listens for tools at this port. `kbps`: width of the simulated line, of slow 4G without.
 * @throws Error when the page could not be measured
 */
export async function auditPage(url: string, port: number, kbps?: number): Promise<Audit> {
  const lhr = await look(url, port, kbps)
  const score = (name: string): number => Math.round((lhr.categories[name]?.score ?? 0) * 100)
  const value = (name: string): number => lhr.audits[name]?.numericValue ?? NaN
  const details = lhr.audits['network-requests']?.details
  const requests = (details?.type === 'table' ? details.items : []) as readonly Request[]
  const sum = (some: readonly Request[]): number =>
    some.reduce((total, { transferSize = 0 }) => total + transferSize, 0)
  const weighed = ['accessibility', 'best-practices', 'seo'].flatMap(
    (name) => lhr.categories[name]?.auditRefs.filter(({ weight }) => weight > 0) ?? [],
  )
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    lcpMs: value('largest-contentful-paint'),
    tbtMs: value('total-blocking-time'),
    cls: value('cumulative-layout-shift'),
    bytes: sum(requests),
    scriptBytes: sum(requests.filter(({ resourceType }) => resourceType === 'Script')),
    requests: requests.length,
    missed: weighed.map(({ id }) => id).filter((id) => (lhr.audits[id]?.score ?? 1) < 1),
  }
}
