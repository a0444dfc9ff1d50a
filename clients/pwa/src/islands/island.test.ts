// Proves that signing in leads nowhere but to our own pages.
import { expect, test } from 'vitest'
import { safeNext } from './island.ts'

test.for(['/sell', '/ur/me/ads', '/cars?q=corolla&make=toyota', '/cars/x/y#photo-2'])(
  'signing in may lead to %s',
  (next) => {
    expect(safeNext(next, '/')).toBe(next)
  },
)

// Browsers drop tabs and line breaks from an address and read a backslash as a slash.
test.for([
  null,
  '',
  'sell',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
])('signing in never leads to %j', (next) => {
  expect(safeNext(next, '/ur')).toBe('/ur')
})
