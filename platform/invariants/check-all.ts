// Every invariant in turn. What breaks on a platform that is moving may only be on its way: it
// counts when it is still broken after a while.
import { setTimeout as wait } from 'node:timers/promises'
import type { Operation } from '@pk-auto/testing/history'
import { until } from '@pk-auto/testing/until'
import { acknowledgedWrites } from './acknowledged-writes.ts'
import { indexFollows } from './index-follows.ts'
import { nothingPrivate } from './nothing-private.ts'
import { outboxesAndTopics } from './outboxes-and-topics.ts'
import { projectionFollows } from './projection.ts'
import type { Finding, Probe } from './probe.ts'

export type CheckOptions = {
  history?: readonly Operation[]
  /** How long a breach must last to be one; default 3 s. */
  patienceMs?: number
}

const LOOK_AGAIN_MS = 1_000

export async function* checkAll(
  probe: Probe,
  { history, patienceMs = 3_000 }: CheckOptions = {},
): AsyncGenerator<Finding> {
  const checks = [outboxesAndTopics, projectionFollows, indexFollows, nothingPrivate]
  if (history) yield await acknowledgedWrites(probe, history)
  for (const check of checks) yield await confirmed(() => check(probe), patienceMs)
}

/** The breaches that every look saw. */
async function confirmed(check: () => Promise<Finding>, patienceMs: number): Promise<Finding> {
  const end = performance.now() + patienceMs
  let finding = await check()
  while (finding.breaches.length > 0 && performance.now() < end) {
    await wait(LOOK_AGAIN_MS)
    const still = new Set(finding.breaches)
    const next = await check()
    finding = { ...next, breaches: next.breaches.filter((breach) => still.has(breach)) }
  }
  return finding
}

const HEAL_MS = 60_000

/**
 * What a test of faults ends with: the platform comes to rest, and then no invariant may be broken
 * and none may have had nothing to look at.
 * @throws Error when an event still waits in an outbox after a minute
 */
export async function breachesAtRest(
  probe: Probe,
  history: readonly Operation[],
): Promise<string[]> {
  const waiting = async () => {
    const counts = probe.services.map((service) =>
      probe.rows<{ n: number }>(
        service,
        'select count(*)::int as n from outbox where sent_at is null',
      ),
    )
    return (await Promise.all(counts)).reduce((sum, [row]) => sum + (row?.n ?? 0), 0)
  }
  await until('every outbox is told', async () => (await waiting()) === 0, { timeoutMs: HEAL_MS })
  const breaches: string[] = []
  for await (const finding of checkAll(probe, { history, patienceMs: HEAL_MS })) {
    breaches.push(...finding.breaches.map((breach) => `${finding.name} ${breach}`))
    if (finding.looked === 0) breaches.push(`${finding.name} had nothing to look at`)
  }
  return breaches
}
