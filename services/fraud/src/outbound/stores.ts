// Everything the verbs of fraud may use inside one transaction.
import { type KeyedCall, once } from '@pk-auto/postgres/once'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Report } from '../domain/report.ts'
import { auditStore } from './audit-store.ts'
import { caseOutbox } from './case-outbox.ts'
import { caseListStore, caseStore, currentCaseStore } from './case-store.ts'
import { erasingStore } from './erasing-store.ts'
import { ownReportStore, reportById } from './report-store.ts'
import type { DB } from './schema.gen.ts'

export const stores = (tx: Tx<DB>) => ({
  own: ownReportStore(tx),
  cases: caseStore(tx),
  caseList: caseListStore(tx),
  current: currentCaseStore(tx),
  erasing: erasingStore(tx),
  audit: auditStore(tx),
  outbox: caseOutbox(tx),
  once: (call: KeyedCall, work: () => Promise<Report>) =>
    once(tx, call, work, (id) => reportById(tx, id)),
})
