// What is shared with the app leads to a page of ours, and never away.
import { expect, test } from 'vitest'
import { pastedAd, sharedPath } from './shared.ts'

const ORIGIN = 'https://automart.pk'
const shared = (given: Partial<Parameters<typeof sharedPath>[0]>): string =>
  sharedPath({ title: '', text: '', url: '', ...given }, ORIGIN)

test.for([
  [{ url: `${ORIGIN}/cars/1/corolla` }, '/cars/1/corolla'],
  [{ text: `Look: ${ORIGIN}/ur/cars/1/x?from=w wow` }, '/ur/cars/1/x?from=w'],
  [{ title: 'A', text: `https://other.pk/x ${ORIGIN}/sellers/2` }, '/sellers/2'],
  [{ text: 'corolla  2016\nlahore' }, '/cars?q=corolla+2016+lahore'],
  [{ title: 'Civic 2018', url: 'https://other.pk/ad/9' }, '/cars?q=Civic+2018'],
  [{ text: 'کرولا لاہور' }, `/ur/cars?${new URLSearchParams({ q: 'کرولا لاہور' })}`],
  [{ text: 'https://other.pk/cars/1' }, '/'],
  [{ url: `${ORIGIN}/api/v1/me` }, '/'],
  [{}, '/'],
] as const)('%j leads to %s', ([given, path]) => {
  expect(shared(given)).toBe(path)
})

test('no link leads to another host', () => {
  expect(shared({ url: `${ORIGIN}//evil.example/x` })).toBe('/evil.example/x')
  expect(shared({ url: 'https://automart.pk.evil.example/cars/1' })).toBe('/')
  expect(shared({ url: 'https://automart.pk@evil.example/cars/1' })).toBe('/')
})

test('a long text is cut to what a search takes', () => {
  const path = shared({ text: 'x'.repeat(500) })
  expect(path).toBe(`/cars?q=${'x'.repeat(200)}`)
})

const AD = '01a22684-48d6-7ff4-b309-d6a425bb9680'
test.for([
  [AD, AD],
  [`  ${AD} `, AD],
  [`${ORIGIN}/cars/${AD}`, AD],
  [`dekho ${ORIGIN}/ur/cars/${AD}/corolla-2016?from=w bhai`, AD],
  [`Salam ${ORIGIN}/ur/a/3hboykh9sz8wwepyp2mc7ts0`, AD],
  [`https://other.pk/a/3hboykh9sz8wwepyp2mc7ts0`, undefined],
  [`https://other.pk/cars/${AD}`, undefined],
  [`${ORIGIN}/sellers/${AD}`, undefined],
  [`${ORIGIN}/cars/${AD}0`, undefined],
  ['corolla 2016', undefined],
  ['', undefined],
] as const)('%s names the ad %s', ([text, id]) => {
  expect(pastedAd(text, ORIGIN)).toBe(id)
})
