// A web client is built again when anything that it is made of has changed.
import { expect, test } from 'vitest'
import { sourcesOf } from './hash-of-sources.ts'

test('a client is built from its own files and from those of ours that it names', async () => {
  expect((await sourcesOf('clients/pwa')).toSorted()).toEqual([
    'clients/api/src',
    'clients/live/src',
    'clients/pwa/astro.config.mjs',
    'clients/pwa/public',
    'clients/pwa/src',
    'clients/ui/src',
    'package-lock.json',
    'packages/reading/src',
  ])
})

test('what another client is made of builds no client', async () => {
  expect(await sourcesOf('clients/ui')).toEqual([
    'clients/ui/src',
    'clients/api/src',
    'packages/reading/src',
    'package-lock.json',
  ])
})
