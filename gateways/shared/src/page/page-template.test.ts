// What is passed on of the address of a page.
import { expect, test } from 'vitest'
import { pageTemplate } from './page-template.ts'

test.each([
  ['/', '/'],
  ['/ur', '/ur'],
  ['/cars?q=03001112233', '/cars'],
  ['/ur/cars/0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071/corolla', '/ur/cars/*'],
  ['/me/ads/0190a0b0', '/me/ads'],
  ['/me/03001112233', '/me/*'],
  ['/shortlists/secrettoken', '/shortlists/*'],
  ['/03001112233', '/*'],
  ['/ali@example.com#x', '/*'],
])('%s is passed on as %s', (path, template) => expect(pageTemplate(path)).toBe(template))
