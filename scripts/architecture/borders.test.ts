// The border check itself: it sees what it must, and lets through what the rules allow.
import { expect, test } from 'vitest'
import { borderBreaks, type Break } from './borders.ts'
import { unseenBreaks } from './canary.ts'
import { circleBreaks } from './circles.ts'
import { PLANTED } from './planted.ts'
import { styleBreaks } from './style.ts'
import { readSource } from './source-file.ts'
import { unusedBreaks } from './unused.ts'

const packages = new Map([
  ['@pk-auto/catalogue', 'services/catalogue'],
  ['@pk-auto/gateway-pwa', 'gateways/pwa'],
  ['@pk-auto/gateway-shared', 'gateways/shared'],
  ['@pk-auto/kernel', 'packages/kernel'],
  ['@pk-auto/postgres', 'packages/postgres'],
  ['@pk-auto/proto', 'proto'],
  ['@pk-auto/reading', 'packages/reading'],
  ['@pk-auto/testing', 'packages/testing'],
])
const breaksOf = (path: string, code: string) =>
  borderBreaks(readSource(path, code), packages).map(({ text }) => text)

test('every planted break is seen', () => {
  expect(unseenBreaks()).toEqual([])
})

test('a break of another rule does not answer for the planted one', () => {
  const other: Break = {
    rule: 'style',
    path: 'packages/kernel/src/x.ts',
    text: 'is something else',
  }
  expect(unseenBreaks(() => [other]).length).toBeGreaterThan(PLANTED.length)
})

test.for([
  [
    'services/catalogue/src/usecases/publish.ts',
    [
      "import type { InTransaction } from '@pk-auto/postgres/transaction'",
      "import { publish } from '../domain/listing.ts'",
    ].join('\n'),
  ],
  [
    'services/catalogue/src/service.ts',
    [
      "import { store } from './outbound/listing-store.ts'",
      "import { rpc } from './inbound/rpc.ts'",
      "import { readConfig } from './config.ts'",
    ].join('\n'),
  ],
  [
    'services/catalogue/src/inbound/rpc-listings.ts',
    "import { ownListing } from '../wire/listing.ts'",
  ],
  [
    'services/catalogue/src/outbound/listing-outbox.ts',
    "import { listingEvent } from '../wire/listing.ts'",
  ],
  [
    'services/catalogue/src/wire/listing.ts',
    [
      "import { publish } from '../domain/listing.ts'",
      "import { isId } from '@pk-auto/kernel/id'",
      "import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'",
    ].join('\n'),
  ],
  ['clients/ui/src/reading.ts', "export { readPrice } from '@pk-auto/reading/price'"],
  ['services/catalogue/src/domain/car.ts', "import { readKm } from '@pk-auto/reading/measure'"],
  [
    'services/catalogue/src/domain/listing.ts',
    "import { DomainError } from '@pk-auto/kernel/domain-error'",
  ],
  [
    'services/catalogue/src/outbound/listing-store.ts',
    ["import { sql } from 'kysely'", "import type { Listing } from '../domain/listing.ts'"].join(
      '\n',
    ),
  ],
  [
    'services/catalogue/test/a.it.test.ts',
    [
      "import { database } from '@pk-auto/testing/database'",
      "import { Kafka } from 'kafkajs'",
    ].join('\n'),
  ],
  ['platform/platform.ts', "import { startCatalogue } from '@pk-auto/catalogue/service'"],
  [
    'gateways/pwa/src/routes/listings.ts',
    "import { CatalogueServiceDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'",
  ],
  [
    'gateways/pwa/src/routes/listings.ts',
    "import { presentPage } from '@pk-auto/gateway-shared/present/listing'",
  ],
])('%s may import what it imports', ([path, code]) => {
  expect(breaksOf(path ?? '', code ?? '')).toEqual([])
})

test('a type may be imported from a floor that a value may not', () => {
  expect(
    breaksOf(
      'services/catalogue/src/usecases/a.ts',
      "import type { Row } from '../outbound/rows.ts'",
    ),
  ).toEqual([])
  expect(
    breaksOf('services/catalogue/src/usecases/a.ts', "import { row } from '../outbound/rows.ts'"),
  ).toHaveLength(1)
})

test('what stands in a comment or a string is no import and no process', () => {
  const file = readSource(
    'packages/kernel/src/a.ts',
    "// import { x } from 'kafkajs'\nexport const text = 'process.env console.log'\n",
  )
  expect([...borderBreaks(file, packages), ...styleBreaks(file)]).toEqual([])
})

test('a file that does not open with a comment is reported', () => {
  expect(
    styleBreaks(readSource('packages/kernel/src/a.ts', 'export const a = 1\n')).map(
      ({ text }) => text,
    ),
  ).toEqual(['does not open with a line saying what it is for'])
})

test('a ring of imports is seen once, and a type does not close one', () => {
  const a = readSource('packages/kernel/src/a.ts', "import { b } from './b.ts'")
  const b = readSource('packages/kernel/src/b.ts', "import { a } from './a.ts'")
  const typed = readSource('packages/kernel/src/b.ts', "import type { a } from './a.ts'")
  expect(circleBreaks([a, b], packages)).toHaveLength(1)
  expect(circleBreaks([a, typed], packages)).toEqual([])
})

test('a gateway never imports another, and gateways/shared imports none', () => {
  const other = "import { x } from '@pk-auto/gateway-pwa/service'"
  for (const path of ['gateways/admin/src/routes/x.ts', 'gateways/shared/src/session/x.ts'])
    expect(breaksOf(path, other)).toEqual(['a gateway imports gateways/pwa/src/service'])
  expect(
    breaksOf('services/catalogue/src/service.ts', "import '@pk-auto/gateway-shared/brand'"),
  ).toHaveLength(1)
})

test('a module that only its own test imports is seen, with what it needs', () => {
  const files = [
    readSource('packages/kernel/src/planted.ts', "import { deep } from './deep.ts'"),
    readSource('packages/kernel/src/deep.ts', 'export const deep = 1'),
    readSource('packages/kernel/src/planted.test.ts', "import { planted } from './planted.ts'"),
    readSource('packages/kernel/test/a.it.test.ts', "import { planted } from '../src/planted.ts'"),
    readSource('packages/kernel/src/clock.ts', "import type { Shape } from './shape.ts'"),
    readSource('packages/kernel/src/shape.ts', 'export type Shape = 1'),
    readSource('services/catalogue/src/a.ts', "import { c } from '@pk-auto/kernel/clock'"),
    readSource('packages/kernel/src/cli.ts', ''),
  ]
  expect(unusedBreaks(files, packages).map(({ path }) => path)).toEqual([
    'packages/kernel/src/planted.ts',
    'packages/kernel/src/deep.ts',
  ])
})
