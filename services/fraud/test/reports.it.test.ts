// Reports over the wire, on the real servers: one per person and subject, counted once, capped by
// the day, seen by their reporter alone, and gone with a person.
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { SubjectKind } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { CaseChange } from '@pk-auto/proto/pkauto/fraud/v1/events'
import { CaseState } from '@pk-auto/proto/pkauto/fraud/v1/fraud_admin'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FRAUD, type FraudFixture, SOLD, startFraudFixture } from './fraud-fixture.ts'

let fixture: FraudFixture
let { person, keyed, client, clock, report, reportPerson, own, hidden, eventsOf } =
  {} as FraudFixture
beforeAll(async () => {
  fixture = await startFraudFixture()
  ;({ person, keyed, client, clock, report, reportPerson, own, hidden, eventsOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const changesOf = async (subject: string) =>
  (await eventsOf(subject)).map(({ change, version, counts }) => ({ change, version, counts }))
const opened = (version: number, reporters: number) => ({
  change: version === 1 ? CaseChange.CASE_CHANGE_OPENED : CaseChange.CASE_CHANGE_COUNTED,
  ...{ version, counts: [{ reason: FRAUD, reporters }] },
})
const many = (count: number) => Array.from({ length: count }, () => person())
const each = async (people: readonly Person[], work: (who: Person) => Promise<unknown>) => {
  for (const who of people) await work(who)
}

test('as many people as the threshold, all at once, open one case exactly once', async () => {
  const [subject, people] = [newId(), many(3)]
  const barrier = { database: fixture.testDb, table: 'moderation_case', connections: 3 }
  const sent = await atOnce(3, (nth) => report(people[nth]!, subject), barrier)
  expect(sent.map(({ status }) => status)).toEqual(Array(3).fill('fulfilled'))
  expect(await eventsOf(subject)).toEqual([
    {
      ...{ ...opened(1, 3), caseId: expect.any(String), state: CaseState.CASE_STATE_OPEN },
      ...{ subjectKind: SubjectKind.SUBJECT_KIND_LISTING, subjectId: subject },
      openedAt: clock.now(),
    },
  ])
})

test('reports below the threshold publish nothing', async () => {
  const subject = newId()
  await each(many(2), (who) => report(who, subject))
  expect(await eventsOf(subject)).toEqual([])
  await report(person(), subject, SOLD)
  expect(await eventsOf(subject)).toEqual([])
})

test('a repeat of one person is the same report with another reason, counted once', async () => {
  const [subject, who] = [newId(), person()]
  const first = await report(who, subject, FRAUD, 'He wants money first')
  for (let nth = 0; nth < 4; nth += 1)
    expect(await report(who, subject)).toMatchObject({ id: first.id, text: '' })
  expect(await eventsOf(subject)).toEqual([])
  await each(many(2), (other) => report(other, subject))
  await report(who, subject, SOLD)
  expect((await changesOf(subject)).at(-1)?.counts).toEqual([
    { reason: SOLD, reporters: 1 },
    { reason: FRAUD, reporters: 2 },
  ])
  expect((await own(who)).reports).toMatchObject([{ id: first.id, reason: SOLD }])
})

test('the same key answers the same report, and another meaning is refused', async () => {
  const [subject, who] = [newId(), person()]
  const call = await keyed(who)
  const request = { listingId: subject, reason: FRAUD, text: 'Liar' }
  const first = await client.reportListing(request, call)
  expect(await client.reportListing(request, call)).toEqual(first)
  await expect(client.reportListing({ ...request, text: '' }, call)).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('what somebody says to one person counts once with what that one says of them', async () => {
  const [accused, who] = [person().personId, person()]
  const say = async (reporter: Person, conversationId = newId()) =>
    client.reportMessage(
      { conversationId, seq: 7n, personId: accused, reason: FRAUD, text: '' },
      await keyed(reporter),
    )
  expect(await say(who)).toMatchObject({
    ...{ subjectKind: SubjectKind.SUBJECT_KIND_MESSAGE, seq: 7n, reason: FRAUD },
  })
  await say(who)
  await reportPerson(who, accused)
  await reportPerson(person(), accused)
  expect(await eventsOf(accused)).toEqual([])
  await say(person())
  expect(await eventsOf(accused)).toMatchObject([
    { ...opened(1, 3), subjectKind: SubjectKind.SUBJECT_KIND_PERSON },
  ])
})

test('nobody reports themselves, and ids and reasons must be such', async () => {
  const who = person()
  await expect(reportPerson(who, who.personId)).rejects.toMatchObject({
    code: 'REPORT_OF_ONESELF',
  })
  for (const [attempt, path] of [
    [() => report(who, 'no id'), 'listingId'],
    [() => report(who, newId(), 99 as never), 'reason'],
    [() => report(who, newId(), FRAUD, 'x'.repeat(1_001)), 'text'],
  ] as const)
    await expect(attempt()).rejects.toMatchObject({ code: 'INVALID_REPORT', fields: [{ path }] })
  expect((await own(who)).reports).toEqual([])
})

test('20 new reports a day, even all at once; the old ones can still be changed', async () => {
  const who = person()
  const subjects = Array.from({ length: 24 }, () => newId())
  const first = await report(who, subjects[0]!)
  const rest = subjects.slice(1)
  const barrier = { database: fixture.testDb, table: 'report' }
  const sent = await atOnce(rest.length, (nth) => report(who, rest[nth]!), barrier)
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(19)
  await expect(report(who, newId())).rejects.toMatchObject({
    ...{ code: 'REPORTS_TOO_MANY', retryAfterMs: 86_400_000 },
  })
  expect(await report(who, subjects[0]!, SOLD)).toMatchObject({ id: first.id })
  clock.advance(86_400_000)
  expect(await report(who, newId())).toMatchObject({ reason: FRAUD })
})

test('a person reads their own reports, page by page, and nobody else’s', async () => {
  const [who, other] = [person(), person()]
  const sent: string[] = []
  for (let nth = 0; nth < 3; nth += 1) {
    clock.advance(1_000)
    sent.unshift((await report(who, newId(), SOLD, `the ${nth}th`)).id)
  }
  await reportPerson(other, who.personId)
  const first = await own(who, 2)
  expect(first.reports.map(({ id }) => id)).toEqual(sent.slice(0, 2))
  const rest = await own(who, 2, first.next)
  expect(rest).toMatchObject({ reports: [{ id: sent[2], text: 'the 0th' }], next: '' })
  await expect(own(who, 0)).rejects.toMatchObject({ code: 'INVALID_LIMIT' })
  await expect(own(who, 2, 'x')).rejects.toMatchObject({ code: 'INVALID_CURSOR' })
})

test('whoever reported learns that a case is open, and not of what others report', async () => {
  const [who, subject, single] = [person(), newId(), newId()]
  await report(who, single)
  clock.advance(1_000)
  await report(who, subject)
  const states = async () => (await own(who)).reports.map(({ underReview }) => underReview)
  expect(await states()).toEqual([false, false])
  await each(many(2), (other) => report(other, subject))
  expect(await states()).toEqual([true, false])
})

test('the ads one has reported are hidden for oneself alone, the newest first', async () => {
  const [who, ads] = [person(), [newId(), newId()]]
  for (const ad of ads) {
    await report(who, ad)
    clock.advance(1_000)
  }
  await reportPerson(who, newId())
  expect(await hidden(who)).toEqual(ads.toReversed())
  expect(await hidden(person())).toEqual([])
})

test('neither the topic nor the outbox holds who reported or what they wrote', async () => {
  const [subject, people] = [newId(), many(3)]
  await each(people, (who) => report(who, subject, FRAUD, 'meet me at Liberty market'))
  const [event] = await eventsOf(subject)
  const rows = await fixture.rows<{ value: Buffer }>('select value from outbox where key = $1', [
    event!.caseId,
  ])
  expect(rows).toHaveLength(1)
  const bytes = rows[0]!.value.toString('latin1')
  for (const secret of ['Liberty', ...people.map(({ personId }) => personId)])
    expect(bytes).not.toContain(secret)
})

test('of an erased reporter the words and the name go, and the counts stay', async () => {
  const [subject, people] = [newId(), many(3)]
  await each(people, (who) => report(who, subject, FRAUD, 'meet me at Liberty market'))
  await fixture.erasePeople(people[0]!)
  expect((await own(people[0]!)).reports).toEqual([])
  expect((await own(people[1]!)).reports).toHaveLength(1)
  const left = await fixture.rows<{ reporter_id: string; text: string | null }>(
    'select reporter_id, text from report where subject_id = $1',
    [subject],
  )
  expect(left).toHaveLength(3)
  expect(left.filter(({ text }) => text === null)).toHaveLength(1)
  expect(left.map((row) => row.reporter_id)).not.toContain(people[0]!.personId)
  await report(person(), subject)
  expect(await changesOf(subject)).toEqual([opened(1, 3), opened(2, 4)])
})

test('with an erased person goes the case about them, and the topic forgets it', async () => {
  const accused = person()
  await each(many(3), (who) => reportPerson(who, accused.personId, FRAUD, 'he is a liar'))
  await fixture.erasePeople(accused)
  expect((await eventsOf(accused.personId)).at(-1)).toMatchObject({
    ...{ change: CaseChange.CASE_CHANGE_ERASED, version: 2, subjectId: '', counts: [] },
  })
  const left = 'select 1 from report where subject_id = $1'
  expect(await fixture.rows(left, [accused.personId])).toEqual([])
})
