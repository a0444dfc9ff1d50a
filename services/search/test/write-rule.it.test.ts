// Every verb of search that publishes: the change and its event are one commit.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { casesOf, mustCommitTogether, type WriteCases } from '@pk-auto/testing/write-rule'
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
  measureOverdueAlerts: 'writes no event',
  handOverAlerts: {
    'a closed window': async () => {
      await fixture.matched(newId() as SavedSearchId, [await fixture.liveAd()])
      clock.advance(fixture.windowMs)
      return verbs.handOverAlerts
    },
  },
  ...{ createSavedSearch: 'writes no event', listSavedSearches: 'writes no event' },
  ...{ updateSavedSearch: 'writes no event', deleteSavedSearch: 'writes no event' },
  ...{ readMatches: 'writes no event', countMatches: 'writes no event' },
  ...{ countNewMatches: 'writes no event', erasePeople: 'writes no event' },
  ...{ searchListings: 'writes no event', getListingPages: 'writes no event' },
  ...{ suggestSearches: 'writes no event', findSimilar: 'writes no event' },
  ...{ projectListings: 'writes no event', projectMedia: 'writes no event' },
  ...{ storeTaxonomy: 'writes no event', indexDocs: 'writes no event' },
  ...{ checkSettled: 'writes no event', sweepDue: 'writes no event' },
  ...{ rebuildIndex: 'writes no event', maintainIndex: 'writes no event' },
  ...{ checkIndex: 'writes no event', seedSavedSearches: 'writes no event' },
}

test('every verb says whether it publishes', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(Object.keys(verbs).toSorted())
})

test.each(casesOf(CASES))('%s changes nothing without its event', async (_, ready) => {
  await mustCommitTogether(testDb, await ready())
})
