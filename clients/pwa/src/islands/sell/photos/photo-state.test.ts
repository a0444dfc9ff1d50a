// Proves that no photo is lost: broken uploads are retried with growing pauses, what is uploaded
// stays uploaded, and the order is the person's.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allReady,
  MAX_PHOTOS,
  nextUploads,
  nextWake,
  PARALLEL,
  photosAfter,
  restMs,
  restoredPhotos,
  type PhotoAction,
  type WizardPhoto,
} from './photo-state.ts'

const named = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${from + index}`,
    name: `${from + index}.jpg`,
    key: `k${from + index}`,
  }))
const after = (
  actions: readonly PhotoAction[],
  start: readonly WizardPhoto[] = [],
): readonly WizardPhoto[] => actions.reduce(photosAfter, start)
const prepared = (count: number): readonly WizardPhoto[] =>
  after([
    { type: 'photos-added', photos: named(count) },
    ...named(count).map(({ id }): PhotoAction => ({
      type: 'photo-prepared',
      id,
      sha256: 'a'.repeat(64),
      bytes: 10,
    })),
  ])
const upload = (id: string): readonly PhotoAction[] => [
  { type: 'upload-began', id },
  { type: 'upload-signed', id, mediaId: `m-${id}` },
  { type: 'upload-progress', id, fraction: 0.4 },
  { type: 'upload-sent', id },
  { type: 'upload-ready', id },
]
const phases = (photos: readonly WizardPhoto[]): readonly string[] =>
  photos.map((photo) => photo.phase.at)

test('two photos are uploaded at a time, in the order of the ad', () => {
  const photos = prepared(5)
  expect(nextUploads(photos, 0).map((photo) => photo.id)).toEqual(['p0', 'p1'])
  expect(
    nextUploads(after([{ type: 'upload-began', id: 'p0' }], photos), 0).map((photo) => photo.id),
  ).toEqual(['p1'])
  expect(
    nextUploads(
      after(
        [
          { type: 'upload-began', id: 'p0' },
          { type: 'upload-began', id: 'p1' },
        ],
        photos,
      ),
      0,
    ),
  ).toEqual([])
})

test('a break at photo 7 leaves the first six done', () => {
  const six = after(['p0', 'p1', 'p2', 'p3', 'p4', 'p5'].flatMap(upload), prepared(20))
  const cut = after(
    [
      { type: 'upload-began', id: 'p6' },
      { type: 'upload-cut', id: 'p6', now: 1_000 },
    ],
    six,
  )
  expect(phases(cut).slice(0, 7)).toEqual([
    'ready',
    'ready',
    'ready',
    'ready',
    'ready',
    'ready',
    'waiting',
  ])
  expect(nextUploads(cut, 1_500).map((photo) => photo.id)).toEqual(['p7', 'p8'])
  expect(nextUploads(cut, 2_000).map((photo) => photo.id)).toEqual(['p6', 'p7'])
  expect(after([{ type: 'upload-cut', id: 'p0', now: 5_000 }], cut)[0]?.phase.at).toBe('ready')
})

test('pauses double up to half a minute, then the person is asked', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(restMs)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ])
  const tired = after(
    Array.from({ length: 8 }, (): readonly PhotoAction[] => [
      { type: 'upload-began', id: 'p0' },
      { type: 'upload-cut', id: 'p0', now: 0 },
    ]).flat(),
    prepared(1),
  )
  expect(tired[0]?.phase).toEqual({ at: 'failed', reason: 'line' })
  expect(nextUploads(after([{ type: 'photo-retried', id: 'p0' }], tired), 0)).toHaveLength(1)
})

test('back online everything goes on at once, and refusals stay refused', () => {
  const photos = after(
    [
      { type: 'upload-began', id: 'p0' },
      { type: 'upload-cut', id: 'p0', now: 0 },
      { type: 'photo-failed', id: 'p1', reason: 'MEDIA_TYPE_UNSUPPORTED' },
    ],
    prepared(3),
  )
  expect(nextWake(photos, 0)).toBe(1_000)
  const back = after([{ type: 'line-back' }], photos)
  expect(nextWake(back, 0)).toBeUndefined()
  expect(nextUploads(back, 0).map((photo) => photo.id)).toEqual(['p0', 'p2'])
  expect(back[1]?.phase).toEqual({ at: 'failed', reason: 'MEDIA_TYPE_UNSUPPORTED' })
})

test('bytes that have arrived are not sent twice', () => {
  const photos = after(
    [
      ...upload('p0').slice(0, 4),
      { type: 'upload-cut', id: 'p0', now: 0 },
      { type: 'upload-began', id: 'p0' },
    ],
    prepared(1),
  )
  expect(photos[0]).toMatchObject({ sent: true, mediaId: 'm-p0', phase: { at: 'checking' } })
})

test('an expired address is signed again under another key', () => {
  const [photo] = after(
    [...upload('p0').slice(0, 3), { type: 'upload-expired', id: 'p0', key: 'fresh', now: 0 }],
    prepared(1),
  )
  expect(photo).toMatchObject({
    key: 'fresh',
    sent: false,
    tries: 1,
    phase: { at: 'waiting', notBefore: 1_000 },
  })
  expect(photo).not.toHaveProperty('mediaId')
})

test('an ad holds thirty photos', () => {
  expect(
    after([
      { type: 'photos-added', photos: named(20) },
      { type: 'photos-added', photos: named(20, 20) },
    ]),
  ).toHaveLength(MAX_PHOTOS)
})

test('a photo can be moved to any place and removed', () => {
  const order = (photos: readonly WizardPhoto[]) => photos.map((photo) => photo.id).join(' ')
  expect(order(after([{ type: 'photo-moved', id: 'p2', to: 0 }], prepared(4)))).toBe('p2 p0 p1 p3')
  expect(order(after([{ type: 'photo-moved', id: 'p0', to: 99 }], prepared(4)))).toBe('p1 p2 p3 p0')
  expect(
    order(
      after(
        [
          { type: 'photo-removed', id: 'p1' },
          { type: 'upload-ready', id: 'p1' },
        ],
        prepared(3),
      ),
    ),
  ).toBe('p0 p2')
})

test('after a reload ready photos stay, stored ones go on and the others are gone', () => {
  const photos = after([...upload('p0'), { type: 'upload-began', id: 'p1' }], prepared(3))
  const restored = restoredPhotos(photos, new Set(['p1']))
  expect(restored.map((photo) => [photo.id, photo.phase.at])).toEqual([
    ['p0', 'ready'],
    ['p1', 'waiting'],
  ])
})

test('after a reload an unprepared photo is prepared again from its original', () => {
  const photos = after([{ type: 'photos-added', photos: named(2) }])
  expect(
    restoredPhotos(photos, new Set(['p1'])).map((photo) => [photo.id, photo.phase.at]),
  ).toEqual([['p1', 'preparing']])
})

const id = fc.constantFrom('p0', 'p1', 'p2', 'p3', 'p4')
const action: fc.Arbitrary<PhotoAction> = fc.oneof(
  id.map((one): PhotoAction => ({ type: 'upload-began', id: one })),
  id.map((one): PhotoAction => ({ type: 'upload-progress', id: one, fraction: 0.5 })),
  id.map((one): PhotoAction => ({ type: 'upload-sent', id: one })),
  id.map((one): PhotoAction => ({ type: 'upload-ready', id: one })),
  id.map((one): PhotoAction => ({ type: 'photo-retried', id: one })),
  fc.constant<PhotoAction>({ type: 'line-back' }),
  fc.tuple(id, fc.nat(9)).map(([one, to]): PhotoAction => ({ type: 'photo-moved', id: one, to })),
  fc
    .tuple(id, fc.nat(99_999))
    .map(([one, now]): PhotoAction => ({ type: 'upload-cut', id: one, now })),
)

test('whatever happens, no photo is lost or doubled, and no third one is sent at a time', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const photos = after(actions, prepared(5))
      expect(photos.map((photo) => photo.id).toSorted()).toEqual(['p0', 'p1', 'p2', 'p3', 'p4'])
      expect(nextUploads(photos, Infinity).length).toBeLessThanOrEqual(PARALLEL)
    }),
  )
})

test('however often uploads break, in the end every photo is uploaded', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      let photos = after([...actions, { type: 'line-back' }], prepared(5))
      for (const photo of photos)
        if (photo.phase.at === 'sending' || photo.phase.at === 'checking')
          photos = after([{ type: 'upload-cut', id: photo.id, now: 0 }], photos)
      photos = after([{ type: 'line-back' }], photos)
      for (let turn = 0; turn < 5 && !allReady(photos); turn += 1)
        photos = after(
          nextUploads(photos, Infinity).flatMap((photo) => upload(photo.id)),
          photos,
        )
      expect(allReady(photos)).toBe(true)
    }),
  )
})
