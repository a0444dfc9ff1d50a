// Every invariant in turn. What breaks on a platform that is moving may only be on its way: it
// counts when it is still broken after a while.
import { setTimeout as wait } from 'node:timers/promises'
import type { Operation } from '@pk-auto/testing/history'
import { patienceMs as patienceLeft } from '@pk-auto/testing/patience'
import { acknowledgedWrites } from './acknowledged-writes.ts'
import { conversationsAreWhole } from './conversations.ts'
import { confirmed, looked } from './confirmed.ts'
import { indexFollows } from './index-follows.ts'
import { nothingPrivate } from './nothing-private.ts'
import { outboxesAndTopics } from './outboxes-and-topics.ts'
import { projectionFollows } from './projection.ts'
import type { Finding, Probe } from './probe.ts'
import { sentOnce } from './sent-once.ts'

export const CHECKS = {
  I4: sentOnce,
  I5: outboxesAndTopics,
  I6: projectionFollows,
  I7: indexFollows,
  I8: conversationsAreWhole,
  I12: nothingPrivate,
} as const
export type InvariantName = keyof typeof CHECKS

/** Of ads: what they are written into, and what is made of them. */
const MARKET: readonly InvariantName[] = ['I5', 'I6', 'I7', 'I12']

export type CheckOptions = {
  /** Default: all of them. */
  names?: readonly InvariantName[]
  history?: readonly Operation[]
  /** How long a breach must last to be one; default 3 s each. */
  patienceMs?: number
  /** By performance.now(): when patience ends for all of them together. */
  end?: number
}

export async function* checkAll(
  probe: Probe,
  { names, history, patienceMs = 3_000, end }: CheckOptions = {},
): AsyncGenerator<Finding> {
  const until = () => end ?? performance.now() + patienceMs
  // An acknowledged write is there at once, or it is lost.
  if (history) yield (await looked('I1', () => acknowledgedWrites(probe, history), until())).finding
  for (const [name, check] of Object.entries(CHECKS))
    if (names?.includes(name as InvariantName) ?? true)
      yield await confirmed(name, () => check(probe), until())
}

const HEAL_MS = 60_000
const LOOK_AGAIN_MS = 250

/**
 * What a test of faults ends with: the platform comes to rest, within a minute and half of the
 * time the test has left, and then none of these invariants (default: those of ads) may be broken
 * and none may have had nothing to look at. Returns one sentence per breach.
 */
export async function breachesAtRest(
  probe: Probe,
  history: readonly Operation[] | undefined,
  names: readonly InvariantName[] = MARKET,
): Promise<string[]> {
  const end = performance.now() + patienceLeft(HEAL_MS * 2) / 2
  const breaches = await unsentEvents(probe)
  while (breaches.length > 0 && performance.now() < end) {
    await wait(LOOK_AGAIN_MS)
    breaches.splice(0, Infinity, ...(await unsentEvents(probe)))
  }
  for await (const finding of checkAll(probe, { names, end, ...(history && { history }) })) {
    breaches.push(...finding.breaches.map((breach) => `${finding.name} ${breach}`))
    if (finding.looked === 0) breaches.push(`${finding.name} had nothing to look at`)
  }
  return breaches
}

const UNSENT = 'select count(*)::int as n from outbox where sent_at is null'

/** I11: a platform at rest has told all that it has stored. */
export async function unsentEvents(probe: Probe): Promise<string[]> {
  const counts = probe.services.map(async (service) => {
    const [row] = await probe.rows<{ n: number }>(service, UNSENT)
    return row?.n ? [`I11 ${service}: ${row.n} events still wait in the outbox`] : []
  })
  const settled = await Promise.allSettled(counts)
  return settled.flatMap((each) =>
    each.status === 'fulfilled' ? each.value : [`I11 could not be checked: ${each.reason}`],
  )
}
