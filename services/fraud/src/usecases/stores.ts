// What the verbs of fraud may use inside a transaction; outbound/ implements it.
import type { Case, Change, ErasedCase, OpenCase } from '../domain/case.ts'
import type { CaseId, ListingId, PersonId, ReportId } from '../domain/ids.ts'
import type { CaseSubject, OwnReport, Reason, Report, Subject } from '../domain/report.ts'

/** Where the next page begins: the newest first. */
export type After<Id> = { readonly createdAt: Date; readonly id: Id }
export type PageOf<Item, Id> = { items: readonly Item[]; next: After<Id> | undefined }

/** The reports of the transaction's person; the row policy hides those of others. */
export type OwnReports = {
  /**
   * Holds a lock per person until commit, so that no two reports pass the cap together. The times
   * of those since then, at most `limit`, the newest first.
   */
  lockAndReadRecent(person: PersonId, since: Date, limit: number): Promise<Date[]>
  /** The one about this subject. */
  about(person: PersonId, subject: Subject): Promise<Report | undefined>
  /** What the person gives for a case, each once; nothing of who has proved no number. */
  reasonsFor(person: PersonId, caseId: CaseId): Promise<Reason[]>
  add(report: Report): Promise<void>
  save(report: Report): Promise<void>
  page(person: PersonId, limit: number, after?: After<ReportId>): Promise<OwnReport[]>
  /** The newest first. */
  listings(person: PersonId, limit: number): Promise<ListingId[]>
}

export type Cases = {
  /** Locks the case of the subject until commit; `fresh` when there is none yet. */
  forUpdate(subject: CaseSubject, fresh: Case): Promise<Case>
  save(changed: Case): Promise<void>
}

export type CaseFilter = {
  readonly state?: Case['state']
  readonly subjectKind?: CaseSubject['kind']
}

export type CaseList = {
  page(filter: CaseFilter, limit: number, after?: After<CaseId>): Promise<Case[]>
}

export type CaseOutbox = {
  append(change: Change, at: Date, ...cases: readonly OpenCase[]): Promise<void>
  appendErased(at: Date, ...erased: readonly ErasedCase[]): Promise<void>
}

export type Audit = {
  append(entry: { at: Date; actor: PersonId; action: string; detail: object }): Promise<void>
}

/** Background work only. */
export type Erasing = {
  /** Takes the words and the name out of what these people reported; returns how many. */
  anonymise(reporters: readonly PersonId[], limit: number): Promise<number>
  /** Locks and returns some of the cases about these people. */
  casesAbout(people: readonly PersonId[], limit: number): Promise<Case[]>
  /** With all reports that belong to them. */
  removeCases(ids: readonly CaseId[]): Promise<void>
}
