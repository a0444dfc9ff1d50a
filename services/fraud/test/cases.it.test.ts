// Cases as moderators list them: filtered, page by page, with counts; each look is written down.
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { SubjectKind } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { CaseChange } from '@pk-auto/proto/pkauto/fraud/v1/events'
import { CaseState, type ListCasesRequest } from '@pk-auto/proto/pkauto/fraud/v1/fraud_admin'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FRAUD, type FraudFixture, SOLD, startFraudFixture } from './fraud-fixture.ts'

let fixture: FraudFixture
let moderator: Person
const [ad, reported, accused] = [newId(), newId(), newId()]
beforeAll(async () => {
  fixture = await startFraudFixture()
  moderator = fixture.person({ roles: ['moderator'] })
  const { person, report, reportPerson, clock } = fixture
  for (const who of [person(), person(), person()]) await report(who, ad)
  clock.advance(1_000)
  await report(person(), reported, SOLD)
  clock.advance(1_000)
  await reportPerson(person(), accused, SOLD)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const ANY = {
  state: CaseState.CASE_STATE_UNSPECIFIED,
  subjectKind: SubjectKind.SUBJECT_KIND_UNSPECIFIED,
}
const list = async (asked: Partial<ListCasesRequest> = {}, limit = 100, after = '') =>
  fixture.staff.listCases({ ...ANY, ...asked, page: { limit, after } }, await fixture.as(moderator))
const subjectsOf = ({ cases }: Awaited<ReturnType<typeof list>>) =>
  cases.map(({ subjectId }) => subjectId)

test('the newest first, by state and by kind of subject, with counts by reason', async () => {
  expect(subjectsOf(await list())).toEqual([accused, reported, ad])
  expect((await list({ state: CaseState.CASE_STATE_OPEN })).cases).toMatchObject([
    { subjectId: ad, version: 1, counts: [{ reason: FRAUD, reporters: 3 }] },
  ])
  expect(subjectsOf(await list({ state: CaseState.CASE_STATE_GATHERING }))).toEqual([
    ...[accused, reported],
  ])
  expect(subjectsOf(await list({ subjectKind: SubjectKind.SUBJECT_KIND_PERSON }))).toEqual([
    accused,
  ])
  for (const asked of [
    { state: CaseState.CASE_STATE_ERASED },
    { subjectKind: SubjectKind.SUBJECT_KIND_MESSAGE },
  ])
    await expect(list(asked)).rejects.toMatchObject({ code: 'INVALID_FILTER' })
})

test('pages follow each other without a gap', async () => {
  const first = await list({}, 2)
  expect(subjectsOf(first)).toEqual([accused, reported])
  const rest = await list({}, 2, first.next)
  expect(subjectsOf(rest)).toEqual([ad])
  expect(rest.next).toBe('')
})

test('every look leaves a row that says who saw which cases', async () => {
  const { cases } = await list({ state: CaseState.CASE_STATE_OPEN })
  const entries = await fixture.rows(
    'select actor_id, action, detail from audit_entry order by seq desc limit 1',
  )
  expect(entries).toEqual([
    {
      ...{ actor_id: moderator.personId, action: 'list-cases' },
      detail: { state: 'open', cases: cases.map(({ id }) => id) },
    },
  ])
})

test('republishing says the current state of open cases again, at their version', async () => {
  expect(await fixture.admin.republishCases({ ids: [], after: '' })).toEqual({
    ...{ republished: 1, next: '' },
  })
  expect((await fixture.eventsOf(ad)).map(({ change, version }) => [change, version])).toEqual([
    [CaseChange.CASE_CHANGE_OPENED, 1],
    [CaseChange.CASE_CHANGE_REPUBLISHED, 1],
  ])
})
