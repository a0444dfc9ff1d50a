// Republishes the current state of open cases: for a consumer that must start over.
import type { Clock } from '@pk-auto/kernel/clock'
import { type CurrentRows, republisher, type RepublishRequest } from '@pk-auto/postgres/republish'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { OpenCase } from '../domain/case.ts'
import type { CaseOutbox } from './stores.ts'

export type RepublishCasesDeps = {
  clock: Clock
  inTransaction: InTransaction<{ current: CurrentRows<OpenCase>; outbox: CaseOutbox }>
}

/** @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function republishCases({ clock, inTransaction }: RepublishCasesDeps) {
  const republish = republisher({
    service: 'fraud',
    inTransaction,
    rows: ({ current }) => current,
    append: ({ outbox }, cases) => outbox.append('republished', clock.now(), ...cases),
  })
  return async function republishCases(request: RepublishRequest) {
    return republish(request)
  }
}
