// Which client modules share a file is read from who imports them.
import { expect, test } from 'vitest'
import { chunks } from './chunks.ts'

const script = (file: string): string => `/web/src/${file}?astro&type=script&index=0&lang.ts`
const FRAME = script('layouts/Page.astro')
const HEART = script('components/Heart.astro')
const SELL = script('pages/sell.astro')
const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  '/web/src/scripts/errors.ts': [FRAME],
  '/web/src/scripts/hearts.ts': [HEART],
  '/web/src/api/words.ts': ['/web/src/scripts/hearts.ts', '/web/src/islands/sell.tsx'],
  '/web/src/offline/copies.ts': ['/web/src/offline/places.ts', '/web/src/scripts/errors.ts'],
  // Two that import each other.
  '/web/src/offline/places.ts': ['/web/src/offline/copies.ts'],
  '/web/src/islands/sell.tsx': [SELL],
  '/node_modules/preact/hooks/dist/hooks.module.js': ['/web/src/islands/sell.tsx'],
}
const modules = { getModuleInfo: (id: string) => ({ importers: IMPORTERS[id] ?? [] }) }
const fileOf = (id: string) => chunks.groups[0]?.name(id, modules)

test.for([
  ['what every page runs is in the common file', '/web/src/scripts/errors.ts', 'frame'],
  ['and what that imports, in a circle or not', '/web/src/offline/places.ts', 'frame'],
  ['what a component needs as well, when it only lies there', '/web/src/api/words.ts', 'frame'],
  ['a script that acts runs where it was asked for', '/web/src/scripts/hearts.ts', null],
  ['what one page needs is of that page', '/web/src/islands/sell.tsx', null],
  ['an entry stays an entry', FRAME, null],
  [
    'the framework of the islands is one file',
    '/node_modules/preact/hooks/dist/hooks.module.js',
    'preact',
  ],
] as const)('%s', ([, id, file]) => {
  expect(fileOf(id)).toBe(file)
})
