// Reports in Postgres. The only file that knows their columns.
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import { errors } from '../domain/errors.ts'
import type { CaseId, ListingId, PersonId, ReportId } from '../domain/ids.ts'
import type { Reason, Report, Subject } from '../domain/report.ts'
import type { OwnReports } from '../usecases/stores.ts'
import type { DB, Report as Row } from './schema.gen.ts'

const COLUMNS = [
  ...(['id', 'reporter_id', 'proven', 'case_id', 'subject_kind', 'subject_id', 'seq'] as const),
  ...(['reason', 'text', 'created_at', 'changed_at'] as const),
] as const

const toReport = (row: Selectable<Row>): Report => ({
  ...{ id: row.id as ReportId, reporter: row.reporter_id as PersonId, proven: row.proven },
  caseId: row.case_id as CaseId,
  subjectKind: row.subject_kind as Subject['kind'],
  subjectId: row.subject_id as Subject['id'],
  ...(row.seq !== null && { seq: Number(row.seq) }),
  reason: row.reason as Reason,
  ...(row.text !== null && { text: row.text }),
  ...{ createdAt: row.created_at, changedAt: row.changed_at },
})

const toRow = ({ proven, seq, reason, text, changedAt }: Report) => ({
  ...{
    proven,
    seq: seq === undefined ? null : BigInt(seq),
    reason,
    text: text ?? null,
    changed_at: changedAt,
  },
})

const rowsOf = (tx: Tx<DB>) => tx.selectFrom('report').select(COLUMNS)

export const ownReportStore = (tx: Tx<DB>): OwnReports => ({
  async lockAndReadRecent(person, since, limit) {
    const lock = `fraud.reports:${person}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)
    const recent = await tx
      .selectFrom('report')
      .select('created_at')
      .where('reporter_id', '=', person)
      .where('created_at', '>', since)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute()
    return recent.map((row) => row.created_at)
  },
  async about(person, { kind, id }) {
    const row = await rowsOf(tx)
      .where('reporter_id', '=', person)
      .where('subject_kind', '=', kind)
      .where('subject_id', '=', id)
      .executeTakeFirst()
    return row && toReport(row)
  },
  async reasonsFor(person, caseId) {
    const rows = await tx
      .selectFrom('report')
      .select('reason')
      .distinct()
      .where('reporter_id', '=', person)
      .where('case_id', '=', caseId)
      .where('proven', '=', true)
      .execute()
    return rows.map((row) => row.reason as Reason)
  },
  async add(report) {
    const { id, reporter, caseId, subjectKind, subjectId, createdAt } = report
    await tx
      .insertInto('report')
      .values({
        ...{ ...toRow(report), id, reporter_id: reporter, case_id: caseId },
        ...{ subject_kind: subjectKind, subject_id: subjectId, created_at: createdAt },
      })
      .execute()
  },
  async save(report) {
    await tx.updateTable('report').set(toRow(report)).where('id', '=', report.id).execute()
  },
  async page(person, limit, after) {
    const newest = rowsOf(tx)
      .select((eb) =>
        eb
          .selectFrom('moderation_case')
          .select('state')
          .whereRef('moderation_case.id', '=', 'report.case_id')
          .as('case_state'),
      )
      .where('reporter_id', '=', person)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    const page = after
      ? newest.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`)
      : newest
    return (await page.execute()).map((row) => ({
      ...toReport(row),
      underReview: row.case_state === 'open',
    }))
  },
  async listings(person, limit) {
    const rows = await tx
      .selectFrom('report')
      .select('subject_id')
      .where('reporter_id', '=', person)
      .where('subject_kind', '=', 'listing')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.map((row) => row.subject_id as ListingId)
  },
})

/** For the repeat of a keyed call. @throws REPORT_NOT_FOUND */
export async function reportById(tx: Tx<DB>, id: ReportId): Promise<Report> {
  const row = await rowsOf(tx).where('id', '=', id).executeTakeFirst()
  if (!row) throw errors.REPORT_NOT_FOUND({ reportId: id })
  return toReport(row)
}
