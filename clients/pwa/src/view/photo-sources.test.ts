// Proves that a browser is told the true widths of a photo's files.
import { expect, test } from 'vitest'
import { sourcesOf } from './photo-sources.ts'

const urls = { thumb: 't', card: 'c', medium: 'm', large: 'l', full: 'f', jpeg: 'j' }
const photo = (width: number, height: number) => ({ mediaId: 'x', width, height, urls })
const ALL = ['card', 'medium', 'large', 'full'] as const

test.for([
  ['lying', 1600, 1200, 'c 640w, m 960w, l 1200w, f 1600w'],
  ['standing', 1200, 1600, 'c 480w, m 720w, l 900w, f 1200w'],
  ['small', 1000, 750, 'c 640w, m 960w, l 1000w'],
  ['of unknown size', 0, 0, 'c 640w, m 960w, l 1200w, f 1600w'],
] as const)('a photo that is %s names each width once', ([, width, height, sources]) => {
  expect(sourcesOf(photo(width, height), ALL)).toBe(sources)
})
