// The same pairs as in gateways/shared/src/page/short-path.test.ts, and what is no address.
import { expect, test } from 'vitest'
import { shortAd } from './short-ad.ts'

test.for([
  ['3hboykh9sz8wwepyp2mc7ts0', '01a22684-48d6-7ff4-b309-d6a425bb9680'],
  ['0', '00000000-0000-0000-0000-000000000000'],
  ['f5lxx1zz5pnorynqglhzmsp33', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ['F5LXX1ZZ5PNORYNQGLHZMSP33', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ['f5lxx1zz5pnorynqglhzmsp34', undefined],
  ['zzzzzzzzzzzzzzzzzzzzzzzzzz', undefined],
  ['', undefined],
  ['a-b', undefined],
  ['../me', undefined],
] as const)('%s is the ad %s', ([code, id]) => {
  expect(shortAd(code)).toBe(id)
})
