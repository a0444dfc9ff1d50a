// A message says to the server what the log will hold, whatever its kind.
import { expect, test } from 'vitest'
import { notUploaded, withUpload } from './attached.ts'
import { bodyOf, contentOf } from './content.ts'
import { EMPTY_OUTBOX, type Entry, sendable, withEntries } from './outbox.ts'

const words: Entry = { ...{ clientId: 'k1', conv: 'a', text: 'سلام' }, at: '', order: 1 }
const file = new Blob(['x'])
const attached = { kind: 'image', file, sha256: '', width: 4, height: 3, uploadKey: 'u1' } as const
const picture: Entry = { ...words, clientId: 'k2', text: '', order: 0, attached }
const uploaded: Entry = { ...picture, attached: { ...attached, mediaId: 'm1' } }
const ids = (entries: readonly Entry[]) => entries.map(({ clientId }) => clientId)

test('words and pictures are sent, and stand in the log, as what they are', () => {
  expect([contentOf(words), bodyOf(words)]).toEqual([
    { kind: 'text', text: 'سلام' },
    { kind: 'text', text: 'سلام' },
  ])
  expect([contentOf(uploaded), bodyOf(uploaded)]).toEqual([
    { kind: 'image', mediaId: 'm1' },
    { kind: 'image', media: { id: 'm1', width: 4, height: 3 } },
  ])
})

test('a voice is sent as one, with what a player shows of it', () => {
  const clip = { kind: 'voice', durationMs: 4_000, peaks: [0, 255] } as const
  const voice: Entry = { ...words, attached: { ...clip, file, sha256: '', uploadKey: 'u' } }
  const sent: Entry = { ...voice, attached: { ...voice.attached!, mediaId: 'm2' } }
  expect(contentOf(sent)).toEqual({ kind: 'voice', mediaId: 'm2' })
  expect(bodyOf(sent)).toEqual({
    kind: 'voice',
    media: { id: 'm2', durationMs: 4_000, peaks: [0, 255] },
  })
})

test('a place is sent, and stands in the log, as it is', () => {
  const place = { lat: 31.52, lon: 74.36 }
  const due = { kind: 'place', place }
  expect([contentOf({ ...words, place }), bodyOf({ ...words, place })]).toEqual([due, due])
})

test('a picture waits for its upload and holds up nothing behind it', () => {
  const outbox = withEntries(EMPTY_OUTBOX, [picture, words])
  expect(ids(sendable(outbox, 0))).toEqual(['k1'])
  expect(ids(sendable(withEntries(outbox, [uploaded]), 0))).toEqual(['k2', 'k1'])
})

test('a tab that does not know the upload yet does not undo it; another upload does', () => {
  expect(withUpload(picture, uploaded.attached)).toEqual(uploaded)
  const anew = { ...picture, attached: notUploaded(uploaded.attached!, 'u2') }
  expect(anew.attached).not.toHaveProperty('mediaId')
  expect(withUpload(anew, uploaded.attached)).toBe(anew)
  const outbox = withEntries(withEntries(EMPTY_OUTBOX, [uploaded]), [picture])
  expect(outbox.entries).toEqual([uploaded])
})
