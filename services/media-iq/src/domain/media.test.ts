// The life of a picture has one way through, and every step counts.
import { expect, test } from 'vitest'
import type { MediaId, PersonId } from './ids.ts'
import { accept, develop, type Media, type Picture, refuse, remove, sign } from './media.ts'

const noon = new Date('2026-11-20T12:00:00Z')
const picture: Picture = { width: 1600, height: 1200, placeholder: 'data:,', dhash: 7n }
const request = {
  purpose: 'listing-photo',
  contentType: 'image/jpeg',
  bytes: 10,
  sha256: 'a'.repeat(64),
} as const
const signed = sign(
  request,
  '019aa000-0000-7000-8000-000000000001' as MediaId,
  '019aa000-0000-7000-8000-000000000002' as PersonId,
  noon,
)
const processing = accept(signed)
const ready = develop(processing, { picture })
const refused = refuse(processing, 'MEDIA_UNREADABLE')

const STEPS: Record<string, (media: Media) => Media> = {
  accept,
  develop: (media) => develop(media, { picture }),
  refuse: (media) => refuse(media, 'MEDIA_UNREADABLE'),
  remove,
}
const ALLOWED: Record<Media['state'], readonly string[]> = {
  signed: ['accept', 'refuse', 'remove'],
  processing: ['develop', 'refuse'],
  ready: ['remove'],
  refused: ['remove'],
  removed: [],
}

function outcome(step: () => number): number | string {
  try {
    return step()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const CASES = [signed, processing, ready, refused, remove(ready)].flatMap((media) =>
  Object.entries(STEPS).map(([name, step]) => ({ from: media.state, name, media, step })),
)

test.for(CASES)('$from → $name leads on only where it may', ({ from, name, media, step }) => {
  expect(outcome(() => step(media).version)).toBe(
    ALLOWED[from].includes(name) ? media.version + 1 : 'MEDIA_STATE_CONFLICT',
  )
})

test('what a removed media looked like is forgotten with it', () => {
  expect(remove(ready)).not.toHaveProperty('picture')
  expect(remove(ready)).toMatchObject({
    state: 'removed',
    version: 4,
    owner: signed.owner,
    signedAt: noon,
  })
})
