// Alerts as events of topic search.alert.v1.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { ALERTS } from '@pk-auto/proto/topics'
import type { AlertOutbox } from '../../usecases/alerts/stores.ts'
import { alertEvent } from '../../wire/alert.ts'
import type { DB } from '../schema.gen.ts'

export const alertOutbox = (tx: Tx<DB>): AlertOutbox => ({
  append: (at, ...alerts) =>
    outboxOf(tx).append(ALERTS, ...alerts.map((alert) => ({ event: alertEvent(alert), at }))),
})
