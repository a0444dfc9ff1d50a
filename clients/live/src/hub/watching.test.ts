// The people of open conversations are asked for once, and again on another connection.
import { expect, test } from 'vitest'
import type { Row } from '../frames.ts'
import { createWatching } from './watching.ts'

const row = (id: string, peer: string): Row => ({
  ...{ id, peer: { id: peer }, lastSeq: 1, readSeq: 0, peerReadSeq: 0, peerDeliveredSeq: 0 },
  ...{ unread: 0, muted: false, archived: false, blocked: false, feedSeq: 1 },
})
const rows = new Map([row('a', 'sana'), row('b', 'ali'), row('c', 'ali')].map((r) => [r.id, r]))

test('each person is asked for once, and nothing twice', () => {
  const sent: unknown[] = []
  let open = true
  const watching = createWatching((frame) => open && sent.push(frame) > 0)
  watching.look([], rows)
  watching.look(['a', 'unknown'], rows)
  watching.look(['a'], rows)
  watching.look(['a', 'b', 'c'], rows)
  expect(sent).toEqual([
    { t: 'watch', people: ['sana'] },
    { t: 'watch', people: ['ali', 'sana'] },
  ])
  open = false
  watching.lineChanged()
  watching.look(['a'], rows)
  open = true
  watching.look(['a'], rows)
  expect(sent.at(-1)).toEqual({ t: 'watch', people: ['sana'] })
  watching.look([], rows)
  expect(sent.at(-1)).toEqual({ t: 'watch', people: [] })
})
