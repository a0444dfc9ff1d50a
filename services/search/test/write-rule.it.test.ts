// Every verb of search that publishes: the change and its event are one commit.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { holdToWriteRule } from '@pk-auto/testing/writes/hold-to-write-rule'
import type { WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll } from 'vitest'
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

const root = new URL('..', import.meta.url)
holdToWriteRule({ root, verbs, database: testDb }, CASES)
