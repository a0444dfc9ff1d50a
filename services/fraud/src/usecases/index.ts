// Everything fraud can do, on one page.
import { erasePeople, type ErasePeopleDeps } from './erase-people.ts'
import { fileReport, type FileReportDeps } from './file-report.ts'
import { getOwnReports, type GetOwnReportsDeps } from './get-own-reports.ts'
import { hiddenListings, type HiddenListingsDeps } from './hidden-listings.ts'
import { listCases, type ListCasesDeps } from './list-cases.ts'
import { republishCases, type RepublishCasesDeps } from './republish-cases.ts'

/** What the verbs need between them; each names its own part. */
export type FraudDeps = FileReportDeps &
  GetOwnReportsDeps &
  HiddenListingsDeps &
  ListCasesDeps &
  ErasePeopleDeps &
  RepublishCasesDeps

export type FraudVerbs = ReturnType<typeof fraudVerbs>

export const fraudVerbs = (deps: FraudDeps) => ({
  // A person's own reports.
  fileReport: fileReport(deps),
  getOwnReports: getOwnReports(deps),
  hiddenListings: hiddenListings(deps),
  // By moderators.
  listCases: listCases(deps),
  // With people who are erased.
  erasePeople: erasePeople(deps),
  // By operators.
  republishCases: republishCases(deps),
})
