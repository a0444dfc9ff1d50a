// What a frame says of a row, and no more, goes on to the pages.
import { expect, test } from 'vitest'
import type { Row } from '../frames.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { createListSync } from './list-sync.ts'

const ROW: Row = {
  ...{ id: 'c', peer: { id: 'p', displayName: 'Ali' }, lastSeq: 1, readSeq: 0, unread: 1 },
  ...{ peerReadSeq: 0, peerDeliveredSeq: 0, muted: false, archived: false, blocked: false },
  about: { listingId: 'l', title: { en: 'Corolla', ur: 'کرولا' }, state: 'live' },
  feedSeq: 1,
}

test('a frame does not take back what a page has learnt of the ad in the meantime', async () => {
  const storage = memoryStorage()
  await storage.putRows('me', [ROW])
  const shown: Row[] = []
  const list = createListSync({
    ...{ person: 'me', storage, onRows: (rows: readonly Row[]) => void shown.push(...rows) },
    api: { list: async () => ({ ok: false }) as never, row: async () => ({ ok: false }) as never },
  })
  await list.load()
  await list.received({ ...ROW, about: { listingId: 'l' }, unread: 0, feedSeq: 2 })
  expect(shown.at(-1)).toMatchObject({ unread: 0, about: { listingId: 'l' } })
  expect(shown.at(-1)?.about?.state).toBeUndefined()
})
