// Every verb of search that publishes: the change and its event are one commit.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { publishingVerbs } from '@pk-auto/testing/writes/publishing-verbs'
import { casesOf, mustCommitTogether, type WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll, expect, test } from 'vitest'
import type { SavedSearchId } from '../src/domain/alerts/ids.ts'
import type { searchVerbs } from '../src/usecases/index.ts'
import { pendingFixture } from './alerts/pending-fixture.ts'

const clock = manualClock(new Date())
const fixture = await pendingFixture(clock)
afterAll(() => fixture[Symbol.asyncDispose]())
const { verbs, testDb } = fixture
type Verbs = ReturnType<typeof searchVerbs>

const CASES: WriteCases<keyof Verbs> = {
  handOverAlerts: {
    'a closed window': async () => {
      await fixture.matched(newId() as SavedSearchId, [await fixture.liveAd()])
      clock.advance(fixture.windowMs)
      return verbs.handOverAlerts
    },
  },
}

test('every verb that can publish has a case', () => {
  const publishing = publishingVerbs(new URL('..', import.meta.url), Object.keys(verbs))
  expect(Object.keys(CASES).toSorted()).toEqual(publishing)
})

test.each(casesOf(CASES))('%s changes nothing without its event', async (_, ready) => {
  await mustCommitTogether(testDb, await ready())
})
