// Every invariant in turn. What breaks on a platform that is moving may only be on its way: it counts when it is still broken a moment later.
import { setTimeout as wait } from 'node:timers/promises'
import type { Operation } from '@pk-auto/testing/history'
import { acknowledgedWrites } from './acknowledged-writes.ts'
import { indexFollows } from './index-follows.ts'
import { nothingPrivate } from './nothing-private.ts'
import { outboxesAndTopics } from './outboxes-and-topics.ts'
import { projectionFollows } from './projection.ts'
import type { Finding, Witness } from './witness.ts'

export type CheckOptions = { history?: readonly Operation[]; againAfterMs?: number }

export async function* checkAll(witness: Witness, { history, againAfterMs = 3_000 }: CheckOptions = {}): AsyncGenerator<Finding> {
  const checks = [outboxesAndTopics, projectionFollows, indexFollows, nothingPrivate]
  if (history) yield await acknowledgedWrites(witness, history)
  for (const check of checks) yield await confirmed(() => check(witness), againAfterMs)
}

async function confirmed(check: () => Promise<Finding>, againAfterMs: number): Promise<Finding> {
  const first = await check()
  if (first.breaches.length === 0) return first
  await wait(againAfterMs)
  const second = await check()
  const still = new Set(first.breaches)
  return { ...second, breaches: second.breaches.filter((breach) => still.has(breach)) }
}
