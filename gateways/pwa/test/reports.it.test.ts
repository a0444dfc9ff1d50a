// What people report, on the HTTP surface: who is asked in whose name, and what it does to results.
import { answers } from '@pk-auto/gateway-shared/answers'
import { newId } from '@pk-auto/kernel/id'
import { ListedConversation } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { Report, ReportReason, SubjectKind } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import {
  type SearchListingsRequest,
  SearchListingsResponse,
} from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { publicListing } from './sample-facts.ts'
import { KEY, seller, visitor } from './browser.ts'
import { type Problem, sellerAtWork } from './seller-at-work.ts'

const FRAUD = { reason: 'fraud', text: 'Wants money first' }
const at = new Date('2026-11-20T12:00:00.000Z')
const reportId = newId()
let { fixture, who } = {} as Awaited<ReturnType<typeof sellerAtWork>>
beforeAll(async () => void ({ fixture, who } = await sellerAtWork()))
beforeEach(() => {
  const report = async () => Report.fromPartial({ id: reportId, createdAt: at })
  Object.assign(fixture.fraud, {
    ...{ reportListing: report, reportPerson: report, reportMessage: report },
    hiddenListings: async () => ({ ids: [] }),
  })
  fixture.search.searchListings = async () => SearchListingsResponse.fromPartial({ next: '' })
})
afterAll(() => fixture[Symbol.asyncDispose]())

const pathOf = (id: string) => `/api/v1/listings/${id}/report`
const hiddenFor = async (reader: Pick<typeof who, 'call'>) => {
  expect(await reader.call('GET', '/api/v1/listings')).toMatchObject({ status: 200 })
  const { request } = fixture.lastAsked('searchListings')!
  return (request as SearchListingsRequest).hide
}

test('an ad is reported in the name of the person, and the answer is its id', async () => {
  const id = newId()
  expect(await who.call('POST', pathOf(id), FRAUD, KEY())).toMatchObject({
    ...{ status: 202, body: { reportId } },
  })
  const { request, call } = fixture.lastAsked('reportListing') ?? {}
  expect(request).toEqual({
    ...{ listingId: id, reason: ReportReason.REPORT_REASON_FRAUD, text: 'Wants money first' },
  })
  expect(call?.actor).toMatchObject({ kind: 'person', personId: who.personId })
})

test('the ad is gone from the next results of the reporter, and from nobody else’s', async () => {
  const [reporter, other] = [await seller(fixture.port), await seller(fixture.port)]
  expect(await hiddenFor(reporter)).toEqual([])
  const id = newId()
  await reporter.call('POST', pathOf(id), { reason: 'sold' }, KEY())
  expect(await hiddenFor(reporter)).toEqual([id])
  expect(await hiddenFor(other)).toEqual([])
  expect(await hiddenFor(visitor(fixture.port))).toEqual([])
})

test('every list of ads is without it, for the reporter alone', async () => {
  const [reporter, other] = [await seller(fixture.port), await seller(fixture.port)]
  const [reportedOne, fine] = [publicListing(), publicListing()]
  const { id } = reportedOne
  fixture.search.getListingPages = async () => ({ pages: [] })
  fixture.search.getSimilarListings = async () => ({ found: true, sameCar: [], sameMoney: [] })
  fixture.search.getSavedSearchMatches = async () => ({ cards: [], next: '' })
  const text = { en: 'Corolla', ur: 'کرولا' }
  fixture.search.suggest = async () => ({ items: [{ kind: 'listing', text, query: id }] })
  fixture.catalogue.getShortlist = async () => ({ listings: [reportedOne, fine], next: '' })
  await reporter.call('POST', pathOf(id), { reason: 'sold' }, KEY())

  const lists = async (reader: Pick<typeof who, 'call'>) => {
    const read = async <T>(path: string) => {
      const answer = await reader.call<{ items: T[] }>('GET', `/api/v1${path}`)
      expect(answer.status, path).toBe(200)
      return answer
    }
    await read(`/listings/${fine.id}/similar`)
    const suggested = await read<object>(`/suggest?q=${id}`)
    const shared = await read<{ listing: { id: string } }>('/shortlists/q83vEjRWeJCrze8SNFZ4kA')
    return {
      similar: (fixture.lastAsked('getSimilarListings')!.request as { hide: string[] }).hide,
      suggested: suggested.body.items.length,
      // An answer that the browser stored a moment ago would still show it.
      stored: suggested.headers.get('cache-control'),
      shared: shared.body.items.map(({ listing }) => listing.id),
    }
  }
  const none = { similar: [], suggested: 1, stored: 'no-store', shared: [id, fine.id] }
  const hidden = { similar: [id], suggested: 0, stored: 'no-store', shared: [fine.id] }
  expect(await lists(reporter)).toEqual(hidden)
  expect(await lists(other)).toEqual(none)
  expect(await lists(visitor(fixture.port))).toEqual(none)
  await reporter.call('GET', `/api/v1/alerts/${newId()}/matches`)
  expect(fixture.lastAsked('getSavedSearchMatches')?.request).toMatchObject({ hide: [id] })
})

test('a minute later fraud is asked again', async () => {
  const reporter = await seller(fixture.port)
  const [one, two] = [newId(), newId()]
  fixture.fraud.hiddenListings = async () => ({ ids: [one] })
  expect(await hiddenFor(reporter)).toEqual([one])
  fixture.fraud.hiddenListings = async () => ({ ids: [two, one] })
  expect(await hiddenFor(reporter)).toEqual([one])
  fixture.clock.advance(60_000)
  expect(await hiddenFor(reporter)).toEqual([two, one])
})

test('results come unhidden while fraud is away, and for a session that is no good', async () => {
  const reader = await seller(fixture.port)
  fixture.fraud.hiddenListings = () => Promise.reject(answers.UNAVAILABLE())
  expect(await hiddenFor(reader)).toEqual([])
  const broken = visitor(fixture.port, { authorization: 'Bearer of-nobody-at-all-in-particular' })
  expect(await hiddenFor(broken)).toEqual([])
})

test('a message is reported with the other one of the two, as chat knows them', async () => {
  const [id, peer] = [newId(), newId()]
  fixture.chat.getConversations = async () => ({
    items: [ListedConversation.fromPartial({ conversation: { id }, side: { peerId: peer } })],
  })
  const send = (body: object) =>
    who.call<Problem>('POST', `/api/v1/chat/conversations/${id}/report`, body, KEY())
  expect(await send({ seq: 7, ...FRAUD })).toMatchObject({ status: 202, body: { reportId } })
  expect(fixture.lastAsked('getConversations')?.request).toEqual({ ids: [id] })
  expect(fixture.lastAsked('reportMessage')?.request).toMatchObject({
    ...{ conversationId: id, personId: peer, seq: 7n },
  })
  fixture.chat.getConversations = async () => ({ items: [] })
  expect(await send(FRAUD)).toMatchObject({
    ...{ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } },
  })
})

test('a person is reported, and the cap says when to come back, in both languages', async () => {
  const path = `/api/v1/people/${newId()}/report`
  expect(await who.call('POST', path, FRAUD, KEY())).toMatchObject({ status: 202 })
  fixture.fraud.reportPerson = () =>
    Promise.reject(answers.REPORTS_TOO_MANY({}, { retryAfterMs: 7_200_000 }))
  const send = (lang: string) =>
    who.call<Problem>('POST', path, FRAUD, { ...KEY(), 'accept-language': lang })
  const refused = await send('en')
  expect(refused).toMatchObject({ status: 429, body: { code: 'REPORTS_TOO_MANY' } })
  expect(refused.headers.get('retry-after')).toBe('7200')
  expect(refused.body.title).toContain('tomorrow')
  expect((await send('ur')).body.title).toContain('کل')
})

test('what is no report is refused before anybody is asked', async () => {
  const path = pathOf(newId())
  for (const body of [
    { reason: 'ugly' },
    { reason: 'fraud', text: 'x'.repeat(1_001) },
    { reason: 'fraud', listingId: newId() },
  ])
    expect(await who.call('POST', path, body, KEY())).toMatchObject({ status: 422 })
  expect(await who.call('POST', path, FRAUD)).toMatchObject({
    ...{ status: 400, body: { code: 'IDEMPOTENCY_KEY_REQUIRED' } },
  })
  for (const [method, where] of [
    ['POST', path],
    ['POST', `/api/v1/people/${newId()}/report`],
    ['POST', `/api/v1/chat/conversations/${newId()}/report`],
    ['GET', '/api/v1/me/reports'],
  ] as const) {
    const body = method === 'POST' ? FRAUD : undefined
    expect(await visitor(fixture.port).call(method, where, body, KEY())).toMatchObject({
      ...{ status: 401, body: { code: 'SIGN_IN_REQUIRED' } },
    })
  }
})

test('one reads what one has reported; kinds that nobody here knows are left out', async () => {
  const id = newId()
  const known = {
    ...{ id, subjectKind: SubjectKind.SUBJECT_KIND_LISTING, subjectId: id, createdAt: at },
    reason: ReportReason.REPORT_REASON_WRONG_PRICE,
  }
  fixture.fraud.getOwnReports = async () => ({
    reports: [
      Report.fromPartial(known),
      Report.fromPartial({ ...known, underReview: true }),
      Report.fromPartial({ ...known, subjectKind: 99 as SubjectKind }),
    ],
    next: 'more',
  })
  expect((await who.call('GET', '/api/v1/me/reports?limit=5')).body).toEqual({
    items: ['received', 'under-review'].map((state) => ({
      ...{ id, subject: { kind: 'listing', id }, reason: 'wrong-price', at: at.toISOString() },
      state,
    })),
    next: 'more',
  })
  expect(fixture.lastAsked('getOwnReports')?.request).toEqual({ page: { limit: 5, after: '' } })
})
