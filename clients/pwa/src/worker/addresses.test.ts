// Which addresses can be read offline.
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isAd, offlinePage, readableAt } from './addresses.ts'

const at = (path: string): URL => new URL(path, 'https://automart.test')

test.for([
  ['/', 'page', '/'],
  ['/ur', 'page', '/ur'],
  ['/cars?make=kia', 'page', '/cars?make=kia'],
  ['/cars/018f-1/kia-sportage?from=chat', 'page', '/cars/018f-1'],
  ['/ur/cars/018f-1/kia-sportage', 'page', '/ur/cars/018f-1'],
  ['/sellers/018f-1', 'page', '/sellers/018f-1'],
  ['/chat/018f-1', 'app', '/chat'],
  ['/ur/chat', 'app', '/ur/chat'],
  ['/me/ads', 'app', '/me/ads'],
  ['/ur/me/leads?side=buyer', 'app', '/ur/me/leads'],
  ['/api/v1/me/listings?limit=20', 'list', '/api/v1/me/listings?limit=20'],
] as const)('%s is stored as a %s under %s', ([path, kind, key]) => {
  expect(readableAt(at(path))).toEqual({ kind, key })
})

test.for([
  '/api/v1/me',
  '/api/v1/listings',
  '/api/v1/chat/conversations',
  '/login',
  '/me/account',
  '/shortlists/secret',
  '/chatter',
])('%s is never stored', (path) => {
  expect(readableAt(at(path))).toBeUndefined()
})

test('only the page of an ad is one, and the offline page speaks its language', () => {
  expect([isAd(at('/ur/cars/018f-1/x')), isAd(at('/ur/cars'))]).toEqual([true, false])
  expect([offlinePage(at('/cars')), offlinePage(at('/ur/cars'))]).toEqual([
    '/offline',
    '/ur/offline',
  ])
})

// Whatever follows the id is the ad, in any spelling of its title: a page there would be stored as
// the ad. What belongs to one has an address of its own, as /over/{id} has.
test('no other page lies below the address of an ad or a seller', () => {
  const below = (folder: string) => readdirSync(new URL(`../pages/${folder}`, import.meta.url))
  expect([below('cars'), below('cars/[id]'), below('sellers')]).toEqual([
    ['[id]', 'index.astro'],
    ['[...slug].astro'],
    ['[id].astro'],
  ])
})
