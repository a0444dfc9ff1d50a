// An experiment is seen by half of the devices, each always the same way; it is switched off,
// broken and mended in its file, and the gateway follows without a restart.
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@pk-auto/kernel/id'
import { Card } from '@pk-auto/proto/pkauto/search/v1/search'
import { recordLogs } from '@pk-auto/telemetry/log-output'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

type FlagsJson = { flags: Record<string, { state: string }> }
const SHIPPED = new URL('../../../config/flags.json', import.meta.url)
const stack = new AsyncDisposableStack()
const logs = stack.use(recordLogs())
const [dear, cheap] = [newId(), newId()]
let room: string
let fixture: GatewayFixture
let shipped: string

/** As a cluster exchanges a ConfigMap: the link in the folder leads to a new folder. */
async function put(text: string): Promise<void> {
  const data = await mkdtemp(join(room, 'data-'))
  await writeFile(join(data, 'flags.json'), text)
  await symlink(data, join(room, '..new'))
  await rename(join(room, '..new'), join(room, '..data'))
}
const withState = (state: string): string => {
  const file = JSON.parse(shipped) as FlagsJson
  file.flags['similar-order']!.state = state
  return JSON.stringify(file)
}

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'pk-auto-flags-'))
  stack.defer(() => rm(room, { recursive: true }))
  shipped = await readFile(SHIPPED, 'utf8')
  await put(shipped)
  await symlink('..data/flags.json', join(room, 'flags.json'))
  fixture = stack.use(
    await startGatewayFixture({ change: { flagsFile: join(room, 'flags.json') } }),
  )
  const card = (id: string, minor: bigint) =>
    Card.fromPartial({ id, price: { minor, currency: 'PKR' }, publishedAt: new Date() })
  fixture.search.getSimilarListings = async () => ({
    ...{ found: true, sameCar: [card(dear, 200n), card(cheap, 100n)], sameMoney: [] },
  })
})
afterAll(() => stack.disposeAsync())

/** The first card that a device with this id sees. */
async function firstFor(device?: string): Promise<'likeness' | 'cheapest'> {
  const who = visitor(fixture.port)
  if (device !== undefined) who.cookies.set('did', device)
  const { body } = await who.call<{ sameCar: { id: string }[] }>(
    'GET',
    `/api/v1/listings/${newId()}/similar`,
  )
  return body.sameCar[0]?.id === cheap ? 'cheapest' : 'likeness'
}
const metrics = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${fixture.internalPort}/metrics`)).text()
const exposures = async (): Promise<number> =>
  [...(await metrics()).matchAll(/^experiment_exposures_total\{.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
const DEVICES = Array.from({ length: 60 }, () => randomUUID())
/** One that is in the experiment's own variant. */
const inExperiment = async (): Promise<string> => {
  for (const device of DEVICES) if ((await firstFor(device)) === 'cheapest') return device
  throw new Error('no device is in the experiment')
}

test('about half of the devices see the experiment, each the same way again', async () => {
  const before = await exposures()
  const seen = await Promise.all(DEVICES.map(firstFor))
  const half = seen.filter((variant) => variant === 'cheapest').length
  expect(half).toBeGreaterThan(10)
  expect(half).toBeLessThan(50)
  expect(await Promise.all(DEVICES.map(firstFor))).toEqual(seen)
  expect((await exposures()) - before).toBe(2 * DEVICES.length)
  const text = await metrics()
  for (const variant of ['likeness', 'cheapest'])
    expect(text).toContain(`flag="similar-order",variant="${variant}"`)
  for (const device of DEVICES) expect(text).not.toContain(device)
})

test('who has no id of a device sees what everybody saw before, and is not counted', async () => {
  const before = await exposures()
  expect(await firstFor()).toBe('likeness')
  expect(await exposures()).toBe(before)
})

test('the kill switch ends it for everybody without a restart', async () => {
  const device = await inExperiment()
  await put(withState('DISABLED'))
  await until('it is off', async () => (await firstFor(device)) === 'likeness')
  const before = await exposures()
  expect(new Set(await Promise.all(DEVICES.map(firstFor)))).toEqual(new Set(['likeness']))
  expect(await exposures()).toBe(before)
  await put(withState('ENABLED'))
  await until('it is on again', async () => (await firstFor(device)) === 'cheapest')
})

test.each([
  ['no JSON', '{"flags": '],
  ['without the flag', '{"flags": {}}'],
])('a file that is %s means the defaults, an error logged and a metric', async (_what, text) => {
  const device = await inExperiment()
  const [earlier, broken] = [logs.lines.length, 'flags_broken{service="gateway-pwa"} 1']
  await put(text)
  await until('the defaults are there', async () => (await firstFor(device)) === 'likeness')
  expect(await metrics()).toContain(broken)
  expect(logs.lines.slice(earlier).join('')).toContain('"event":"flags.broken"')
  await put(shipped)
  await until('it is mended', async () => (await firstFor(device)) === 'cheapest')
  expect(await metrics()).not.toContain(broken)
})

test('a gateway without the file starts and shows the defaults', async () => {
  await using without = await startGatewayFixture({
    change: { flagsFile: join(room, 'nowhere.json') },
  })
  without.search.getSimilarListings = fixture.search.getSimilarListings!
  const { status } = await visitor(without.port).call('GET', `/api/v1/listings/${newId()}/similar`)
  expect(status).toBe(200)
})
