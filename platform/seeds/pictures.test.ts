// The drawn pool covers every kind of car, and a picture is the same bytes for the same index and
// seed.
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import {
  DETAILS,
  KINDS,
  PAINTS,
  POOL_SIZE,
  VIEWS,
  photosOf,
  pictureSubject,
} from './pictures/subjects.ts'
import { drawPicture, pictureSvg } from './pictures.ts'
import { prng } from './prng.ts'

/** A render takes 0.2 s alone and ten times that during a whole test run. */
const RENDERS = { timeout: 30_000 }
const pool = Array.from({ length: POOL_SIZE }, (_, index) => index)

describe('the pool', () => {
  test('shows every kind in every paint from every side once, and ten of each close-up', () => {
    const exteriors = pool
      .map(pictureSubject)
      .flatMap((subject) =>
        'view' in subject ? `${subject.kind} ${subject.paint} ${subject.view}` : [],
      )
    expect(new Set(exteriors).size).toBe(KINDS.length * PAINTS.length * VIEWS.length)
    for (const detail of DETAILS)
      expect(
        pool
          .map(pictureSubject)
          .filter((subject) => 'detail' in subject && subject.detail === detail),
      ).toHaveLength(10)
  })

  test('has no two drawings alike, and none with a hole in it', () => {
    const drawings = pool.map((index) => pictureSvg(index, 1))
    expect(new Set(drawings.map(({ svg }) => svg)).size).toBe(POOL_SIZE)
    expect(drawings.filter(({ svg, alt }) => /NaN|undefined|null/.test(svg + alt))).toEqual([])
  })

  test('gives a listing pictures of one car in its own shape and colour first', () => {
    const ids = pool.map(String)
    const photos = photosOf(prng(1, 'test'), ids, 'double-cabin', 'navy-blue')
    const shown = photos.slice(0, 3).map((id) => pictureSubject(Number(id)))
    expect(
      shown.every(
        (subject) => 'kind' in subject && subject.kind === 'pickup' && subject.paint === 'blue',
      ),
    ).toBe(true)
    expect(photosOf(prng(1, 'test'), [], 'sedan', 'white')).toEqual([])
  })
})

describe('a picture', () => {
  test(
    'is the same bytes for the same index and seed, and others for another seed',
    RENDERS,
    async () => {
      const [first, again, other] = await Promise.all([
        drawPicture(3, 1),
        drawPicture(3, 1),
        drawPicture(3, 2),
      ])
      expect(first.jpeg.equals(again.jpeg)).toBe(true)
      expect(first.jpeg.equals(other.jpeg)).toBe(false)
    },
  )

  test.each([0, 57, 163])(
    '%i is a JPEG of 1600 × 1200 with the weight of a photo and words for those who cannot see it',
    RENDERS,
    async (index) => {
      const { jpeg, alt } = await drawPicture(index, 1)
      const { format, width, height } = await sharp(jpeg).metadata()
      expect({ format, width, height }).toEqual({ format: 'jpeg', width: 1600, height: 1200 })
      expect(jpeg.length).toBeGreaterThan(100_000)
      expect(jpeg.length).toBeLessThan(270_000)
      expect(alt).toMatch(/^[A-Z][\w -]{8,}$/)
    },
  )
})
