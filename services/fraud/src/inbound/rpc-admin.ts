// What moderators and operations ask of fraud.
import type { Implementation } from '@pk-auto/grpc/server'
import type { FraudAdminDefinition } from '@pk-auto/proto/pkauto/fraud/v1/fraud_admin'
import type { CaseId } from '../domain/ids.ts'
import type { FraudVerbs } from '../usecases/index.ts'
import { caseMessage, filterOf } from '../wire/case.ts'
import { cursorOf, readPage } from './cursor.ts'

export const adminRpc = (
  use: Pick<FraudVerbs, 'listCases' | 'republishCases'>,
): Implementation<typeof FraudAdminDefinition> => ({
  listCases: async ({ page, ...asked }, { actor }) => {
    const { limit, after } = readPage<CaseId>(page)
    const { items, next } = await use.listCases(actor, filterOf(asked), limit, after)
    return { cases: items.map(caseMessage), next: cursorOf(next) }
  },
  republishCases: (request) => use.republishCases(request),
})
