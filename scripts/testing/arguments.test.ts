// What scripts/test makes of its arguments.
import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

test('without arguments everything runs', () => {
  expect(readArguments([])).toEqual({
    kinds: ['checks', 'unit', 'it', 'journey', 'images', 'cluster', 'prove'],
    filters: [],
    long: false,
    images: false,
    cluster: false,
  })
})

test('kinds, filters and --long come in any order', () => {
  expect(readArguments(['packages/kafka', '--long', 'it'])).toEqual({
    kinds: ['it'],
    filters: ['packages/kafka'],
    long: true,
    images: true,
    cluster: false,
  })
})

test('--images alone means every image and nothing else', () => {
  const images = { kinds: ['images'], filters: [], long: false, images: true, cluster: false }
  expect(readArguments(['--images'])).toEqual(images)
  expect(readArguments(['--images', 'web'])).toEqual({ ...images, filters: ['web'] })
  expect(readArguments(['--images', 'checks']).kinds).toEqual(['checks'])
})

test('--cluster alone means the cluster and nothing else, and only it asks for one', () => {
  const cluster = { kinds: ['cluster'], filters: [], long: false, images: false, cluster: true }
  expect(readArguments(['--cluster'])).toEqual(cluster)
  expect(readArguments(['cluster'])).toEqual(cluster)
  expect(readArguments(['--cluster', 'drain'])).toEqual({ ...cluster, filters: ['drain'] })
  expect(readArguments(['--cluster', '--images']).kinds).toEqual(['images', 'cluster'])
  expect(readArguments(['--long'])).toMatchObject({ images: true, cluster: false })
})

test('a filter alone leaves the checks and the seeded bugs out', () => {
  expect(readArguments(['listing']).kinds).toEqual(['unit', 'it', 'journey'])
})

test('--since takes a ref, and no paths with it', () => {
  expect(readArguments(['unit', '--since', 'main'])).toMatchObject({
    kinds: ['unit'],
    filters: [],
    since: 'main',
  })
  expect(readArguments(['--since=HEAD~3']).since).toBe('HEAD~3')
  expect(() => readArguments(['--since'])).toThrow('needs a ref')
  expect(() => readArguments(['--since', 'main', 'kafka'])).toThrow('leave kafka out')
})

test('an unknown flag is refused with the usage', () => {
  expect(() => readArguments(['--fast'])).toThrow('--fast is unknown. Usage:')
})
