// The same pairs as in clients/ui/src/address/short-ad.test.ts: what is written here is read there.
import { expect, test } from 'vitest'
import { shortPath } from './short-path.ts'

test.for([
  ['01a22684-48d6-7ff4-b309-d6a425bb9680', '3hboykh9sz8wwepyp2mc7ts0'],
  ['00000000-0000-0000-0000-000000000000', '0'],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'f5lxx1zz5pnorynqglhzmsp33'],
] as const)('the ad %s has the short address %s, in both languages', ([id, code]) => {
  expect(shortPath(id, 'en')).toBe(`/a/${code}`)
  expect(shortPath(id, 'ur')).toBe(`/ur/a/${code}`)
})
