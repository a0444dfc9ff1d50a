// Looking at an invariant more than once: a breach counts when it lasts, and a look that fails is
// taken again.
import { setTimeout as wait } from 'node:timers/promises'
import type { Finding } from './probe.ts'

const LOOK_AGAIN_MS = 1_000

type Look = { readonly finding: Finding; readonly failed: boolean }

/**
 * Looks until a look succeeds. After `end`, by performance.now(), the failure of the last one is
 * the finding.
 */
export async function looked(
  name: string,
  check: () => Promise<Finding>,
  end: number,
  everyMs = LOOK_AGAIN_MS,
): Promise<Look> {
  for (;;) {
    try {
      return { finding: await check(), failed: false }
    } catch (error) {
      const breaches = [`could not be checked: ${String(error)}`]
      const finding = { name, looked: 0, checked: 'nothing', breaches }
      if (performance.now() >= end) return { finding, failed: true }
    }
    await wait(everyMs)
  }
}

/** The breaches that every look until `end` saw, and the last failure when looking failed. */
export async function confirmed(
  name: string,
  check: () => Promise<Finding>,
  end: number,
  everyMs = LOOK_AGAIN_MS,
): Promise<Finding> {
  let { finding } = await looked(name, check, end, everyMs)
  while (finding.breaches.length > 0 && performance.now() < end) {
    await wait(everyMs)
    const next = await looked(name, check, end, everyMs)
    const lasting = finding.breaches.filter(
      (breach) => next.failed || next.finding.breaches.includes(breach),
    )
    const failure = next.failed ? next.finding.breaches : []
    finding = { ...next.finding, breaches: [...lasting, ...failure] }
  }
  return finding
}
