// Bugs in what people report: how it is counted, who is capped, and what stays of whom.
import type { Bug } from '../../bug.ts'

const FRAUD = 'services/fraud'
const REPORTS = `${FRAUD}/test/reports.it.test.ts`

export const FRAUD_BUGS: readonly Bug[] = [
  {
    name: 'one person opens a case alone by reporting again and again',
    file: `${FRAUD}/src/usecases/file-report.ts`,
    find: 'tally(current, { before, after },',
    put: 'tally(current, { before: [], after },',
    suite: REPORTS,
  },
  {
    name: 'different reasons add up to a case',
    file: `${FRAUD}/src/domain/case.ts`,
    find: 'added.some((reason) => (counts[reason] ?? 0) >= thresholds[reason])',
    put:
      'added.some((reason) => ' +
      'Object.values(counts).reduce((sum, n) => sum + n, 0) >= thresholds[reason])',
    suite: `${FRAUD}/src/domain/case.test.ts`,
  },
  {
    name: 'reports at the same moment lose each other’s count',
    file: `${FRAUD}/src/outbound/case-store.ts`,
    find: 'found.forUpdate().executeTakeFirstOrThrow()',
    put: 'found.executeTakeFirstOrThrow()',
    suite: REPORTS,
  },
  {
    name: 'reports at the same moment pass the cap together',
    file: `${FRAUD}/src/outbound/report-store.ts`,
    find: 'await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)',
    put: 'await sql`select ${lock}::text`.execute(tx)',
    suite: REPORTS,
  },
  {
    name: 'what an erased person wrote stays',
    file: `${FRAUD}/src/outbound/erasing-store.ts`,
    find: 'set reporter_id = gen_random_uuid(), text = null',
    put: 'set reporter_id = gen_random_uuid()',
    suite: REPORTS,
  },
  {
    name: 'a moderator looks at cases and leaves no trace',
    file: `${FRAUD}/src/usecases/list-cases.ts`,
    find: 'await audit.append(',
    put: 'await (async (_: object) => audit)(',
    suite: `${FRAUD}/test/cases.it.test.ts`,
  },
  {
    name: 'a reported ad stays in the results for a minute',
    file: 'gateways/pwa/src/routes/reports.ts',
    find: '      hidden.renew(person, listingId)\n',
    put: '',
    suite: 'gateways/pwa/test/reports.it.test.ts',
  },
  {
    name: 'without fraud nobody finds anything',
    file: 'gateways/shared/src/session/hidden-listings.ts',
    find: '.then(({ ids }) => ids, refused)',
    put: '.then(({ ids }) => ids)',
    suite: 'gateways/pwa/test/reports.it.test.ts',
  },
  {
    name: 'a reported ad is still offered beside another',
    file: 'services/search/src/outbound/index/similar-search.ts',
    find: 'hide.length > 0 ? [{ ids: { values: [...hide] } }] : []',
    put: 'hide.length > 300 ? [{ ids: { values: [...hide] } }] : []',
    suite: 'services/search/test/finding/similar.it.test.ts',
  },
  {
    name: 'hidden ads are counted in the total',
    file: 'services/search/src/outbound/index/listing-query.ts',
    find: 'hide.length > 0 ? { must_not: [{ ids: { values: [...hide] } }] } : {}',
    put: 'hide.length > 300 ? { must_not: [{ ids: { values: [...hide] } }] } : {}',
    suite: 'services/search/test/hiding.it.test.ts',
  },
  {
    name: 'whoever reported never learns that a case is open',
    file: 'services/fraud/src/outbound/report-store.ts',
    find: "underReview: row.case_state === 'open'",
    put: 'underReview: row.case_state === null',
    suite: 'services/fraud/test/reports.it.test.ts',
  },
]
