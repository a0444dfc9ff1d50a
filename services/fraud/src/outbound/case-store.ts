// Cases in Postgres. The only file that knows their columns.
import type { CurrentRows } from '@pk-auto/postgres/republish'
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { type Case, isOpen, type OpenCase } from '../domain/case.ts'
import type { CaseId } from '../domain/ids.ts'
import { type CaseSubject, REASONS } from '../domain/report.ts'
import type { CaseList, Cases } from '../usecases/stores.ts'
import type { DB, ModerationCase as Row } from './schema.gen.ts'

const COLUMNS = [
  ...(['id', 'version', 'subject_kind', 'subject_id'] as const),
  ...(['state', 'counts', 'created_at', 'opened_at'] as const),
] as const
const Counts = z.partialRecord(z.enum(REASONS), z.int().positive())

export const toCase = (row: Selectable<Row>): Case => ({
  ...{ id: row.id as CaseId, version: row.version },
  subject: { kind: row.subject_kind, id: row.subject_id } as CaseSubject,
  ...{ counts: Counts.parse(row.counts), createdAt: row.created_at },
  ...(row.opened_at === null ? { state: 'gathering' } : { state: 'open', openedAt: row.opened_at }),
})

const toRow = (one: Case) => ({
  version: one.version,
  state: one.state,
  counts: JSON.stringify(one.counts),
  opened_at: one.state === 'open' ? one.openedAt : null,
})

export const caseRows = (tx: Tx<DB>) => tx.selectFrom('moderation_case').select(COLUMNS)

export const caseStore = (tx: Tx<DB>): Cases => ({
  async forUpdate({ kind, id }, fresh) {
    const row = { ...toRow(fresh), id: fresh.id, created_at: fresh.createdAt }
    await tx
      .insertInto('moderation_case')
      .values({ ...row, subject_kind: kind, subject_id: id })
      .onConflict((conflict) => conflict.columns(['subject_kind', 'subject_id']).doNothing())
      .execute()
    const found = caseRows(tx).where('subject_kind', '=', kind).where('subject_id', '=', id)
    return toCase(await found.forUpdate().executeTakeFirstOrThrow())
  },
  async save(changed) {
    const update = tx.updateTable('moderation_case').set(toRow(changed))
    await update.where('id', '=', changed.id).execute()
  },
})

export const caseListStore = (tx: Tx<DB>): CaseList => ({
  async page({ state, subjectKind }, limit, after) {
    let newest = caseRows(tx).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
    if (state) newest = newest.where('state', '=', state)
    if (subjectKind) newest = newest.where('subject_kind', '=', subjectKind)
    if (after)
      newest = newest.where(
        sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`,
      )
    return (await newest.execute()).map(toCase)
  },
})

/** Every open one, for republishing: locked against change until the commit. */
export const currentCaseStore = (tx: Tx<DB>): CurrentRows<OpenCase> => ({
  async byIds(ids) {
    const named = caseRows(tx).where('state', '=', 'open').where('id', 'in', ids).orderBy('id')
    return (await named.limit(ids.length).forShare().execute()).map(toCase).filter(isOpen)
  },
  async page(limit, after) {
    const all = caseRows(tx).where('state', '=', 'open').orderBy('id').limit(limit).forShare()
    const page = after === undefined ? all : all.where('id', '>', after)
    return (await page.execute()).map(toCase).filter(isOpen)
  },
})
