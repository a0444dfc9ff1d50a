// Whose packages a part's bill holds.
import { expect, test } from 'vitest'
import { type Bill, joined, narrowed } from './bill.ts'

/** `{ a: ['b'] }`: a depends on b; all of version 1. */
const billOf = (packages: Readonly<Record<string, readonly string[]>>): Bill => ({
  components: Object.keys(packages).map((name) => ({
    ...{ 'bom-ref': `${name}@1`, name, version: '1' },
  })),
  dependencies: Object.entries(packages).map(([name, needs]) => ({
    ref: `${name}@1`,
    dependsOn: needs.map((need) => `${need}@1`),
  })),
})
const namesIn = ({ components }: Bill) => components.map(({ name }) => name)

const bill = billOf({
  '@us/search': ['@us/kafka', 'vitest'],
  '@us/kafka': ['kafkajs', 'fast-check'],
  '@us/web': ['astro'],
  kafkajs: ['long'],
  long: [],
  astro: [],
  vitest: [],
  'fast-check': [],
})
const ours = [
  { folder: 'services/search', ref: '@us/search@1', needs: ['@us/kafka'] },
  { folder: 'packages/kafka', ref: '@us/kafka@1', needs: ['kafkajs'] },
  { folder: 'clients/web', ref: '@us/web@1', needs: ['astro'] },
]

test('a part is itself and what it needs, through others too, without what only tests need', () => {
  expect(namesIn(narrowed(bill, 'services/search', ours))).toEqual([
    ...['@us/search', '@us/kafka', 'kafkajs', 'long'],
  ])
})

test('a folder of nobody is refused with those there are', () => {
  expect(() => narrowed(bill, 'services/serach', ours)).toThrow(
    /serach is none of services\/search/,
  )
})

test('a package that two bills hold is there once', () => {
  expect(joined(billOf({ a: ['b'], b: [] }), billOf({ b: [], c: [] }))).toEqual(
    billOf({ a: ['b'], b: [], c: [] }),
  )
})
