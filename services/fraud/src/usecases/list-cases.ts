// A moderator looks through the cases; that they looked is written down in the same commit.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Case } from '../domain/case.ts'
import type { CaseId, PersonId } from '../domain/ids.ts'
import { pageOf } from './page-of.ts'
import type { After, Audit, CaseFilter, CaseList, PageOf } from './stores.ts'

export type ListCasesDeps = {
  clock: Clock
  inTransaction: InTransaction<{ caseList: CaseList; audit: Audit }>
}

/** The newest first. `limit` 1 to 100. @throws INVALID_LIMIT (invalid) */
export function listCases({ clock, inTransaction }: ListCasesDeps) {
  return async function listCases(
    actor: Actor,
    filter: CaseFilter,
    limit: number,
    after?: After<CaseId>,
  ): Promise<PageOf<Case, CaseId>> {
    const moderator = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, async ({ caseList, audit }) => {
      const page = await pageOf(limit, (most) => caseList.page(filter, most, after))
      const detail = { ...filter, cases: page.items.map(({ id }) => id) }
      await audit.append({ at: clock.now(), actor: moderator, action: 'list-cases', detail })
      return page
    })
  }
}
