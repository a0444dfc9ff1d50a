// One case as messages: what a moderator gets, and what the topic holds.
import { CaseChange, CaseEvent } from '@pk-auto/proto/pkauto/fraud/v1/events'
import { SubjectKind } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import {
  type Case as Message,
  CaseState,
  type ReasonCount,
} from '@pk-auto/proto/pkauto/fraud/v1/fraud_admin'
import type { Case, Change, Counts, ErasedCase, OpenCase } from '../domain/case.ts'
import { errors } from '../domain/errors.ts'
import { REASONS } from '../domain/report.ts'
import type { CaseFilter } from '../usecases/stores.ts'
import { REASON, SUBJECT } from './report.ts'

const CHANGE = {
  opened: CaseChange.CASE_CHANGE_OPENED,
  counted: CaseChange.CASE_CHANGE_COUNTED,
  republished: CaseChange.CASE_CHANGE_REPUBLISHED,
} as const satisfies Record<Change, CaseChange>

const STATE = {
  gathering: CaseState.CASE_STATE_GATHERING,
  open: CaseState.CASE_STATE_OPEN,
} as const satisfies Record<Case['state'], CaseState>

const countsMessage = (counts: Counts): ReasonCount[] =>
  REASONS.flatMap((reason) => {
    const reporters = counts[reason] ?? 0
    return reporters > 0 ? [{ reason: REASON[reason], reporters }] : []
  })

export const caseMessage = (one: Case): Message => ({
  id: one.id,
  version: one.version,
  state: STATE[one.state],
  subjectKind: SUBJECT[one.subject.kind],
  subjectId: one.subject.id,
  counts: countsMessage(one.counts),
  createdAt: one.createdAt,
  openedAt: one.state === 'open' ? one.openedAt : undefined,
})

export const caseEvent = (change: Change, one: OpenCase): CaseEvent => ({
  change: CHANGE[change],
  caseId: one.id,
  version: one.version,
  state: STATE[one.state],
  subjectKind: SUBJECT[one.subject.kind],
  subjectId: one.subject.id,
  counts: countsMessage(one.counts),
  openedAt: one.openedAt,
})

export const erasedEvent = ({ id, version }: ErasedCase): CaseEvent =>
  CaseEvent.fromPartial({
    change: CaseChange.CASE_CHANGE_ERASED,
    caseId: id,
    version,
    state: CaseState.CASE_STATE_ERASED,
  })

type Asked = { state: CaseState; subjectKind: SubjectKind }

/** @throws INVALID_FILTER (invalid) for what no case has */
export function filterOf({ state, subjectKind }: Asked): CaseFilter {
  const states = (['gathering', 'open'] as const).filter((one) => STATE[one] === state)
  const kinds = (['listing', 'person'] as const).filter((one) => SUBJECT[one] === subjectKind)
  const isKnown =
    (state === CaseState.CASE_STATE_UNSPECIFIED || states.length > 0) &&
    (subjectKind === SubjectKind.SUBJECT_KIND_UNSPECIFIED || kinds.length > 0)
  if (!isKnown) throw errors.INVALID_FILTER({ state, subjectKind })
  return {
    ...(states[0] && { state: states[0] }),
    ...(kinds[0] && { subjectKind: kinds[0] }),
  }
}
