// A person reads what they have reported.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId, ReportId } from '../domain/ids.ts'
import type { OwnReport } from '../domain/report.ts'
import { pageOf } from './page-of.ts'
import type { After, OwnReports, PageOf } from './stores.ts'

export type GetOwnReportsDeps = { inTransaction: InTransaction<{ own: OwnReports }> }

/** The latest first. `limit` 1 to 100. @throws INVALID_LIMIT (invalid) */
export function getOwnReports({ inTransaction }: GetOwnReportsDeps) {
  return async function getOwnReports(
    actor: Actor,
    limit: number,
    after?: After<ReportId>,
  ): Promise<PageOf<OwnReport, ReportId>> {
    const person = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, ({ own }) =>
      pageOf(limit, (most) => own.page(person, most, after)),
    )
  }
}
