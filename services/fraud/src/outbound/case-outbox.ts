// What has happened to cases, as events of topic fraud.case.v1.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { CASES } from '@pk-auto/proto/topics'
import type { CaseOutbox } from '../usecases/stores.ts'
import { caseEvent, erasedEvent } from '../wire/case.ts'
import type { DB } from './schema.gen.ts'

export const caseOutbox = (tx: Tx<DB>): CaseOutbox => ({
  append: (change, at, ...cases) =>
    outboxOf(tx).append(CASES, ...cases.map((one) => ({ event: caseEvent(change, one), at }))),
  appendErased: (at, ...erased) =>
    outboxOf(tx).append(CASES, ...erased.map((one) => ({ event: erasedEvent(one), at }))),
})
