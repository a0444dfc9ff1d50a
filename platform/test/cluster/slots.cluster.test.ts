// Blue and green as a cluster has them: which pods stand behind the address of the web and of its
// gateway.
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { partOf, PART_NAMES } from '../../parts.ts'
import { type Installation, isReady, openInstallation } from './installation.ts'

let pk: Installation
const SLOTTED = PART_NAMES.filter((name) => partOf(name).kind !== 'service')
/** Named too, or the slot that is left would go at the switch. */
const BLUE = SLOTTED.map((part) => `parts.${part}.slots.blue=1.2.3`)
const GREEN = [...BLUE, ...SLOTTED.map((part) => `parts.${part}.slots.green=1.3.0`)]
const SWITCHED = [...GREEN, ...SLOTTED.map((part) => `parts.${part}.slots.active=green`)]
const BACK = [...GREEN, ...SLOTTED.map((part) => `parts.${part}.slots.active=blue`)]

beforeAll(async () => {
  pk = await openInstallation()
  await pk.upgrade()
})
afterAll(() => pk?.[Symbol.asyncDispose]())

type Slice = {
  readonly endpoints: readonly {
    readonly conditions: { readonly ready: boolean }
    readonly targetRef: { readonly name: string }
  }[]
}

/** Slots of the ready pods behind an address. */
async function behind(address: string): Promise<string[]> {
  const slices = await pk.list<Slice>('endpointslices', `-l=kubernetes.io/service-name=${address}`)
  const names = slices.flatMap(({ endpoints }) =>
    (endpoints ?? [])
      .filter(({ conditions }) => conditions.ready)
      .map(({ targetRef }) => targetRef.name),
  )
  return [...new Set(names.map((name) => /-(blue|green)-/.exec(name)?.[1] ?? name))]
}

async function leadTo(active: 'blue' | 'green', preview: readonly string[]): Promise<void> {
  for (const part of SLOTTED)
    await until(`${part} leads to ${active}, its preview to ${preview.join()}`, async () => {
      const found = [await behind(part), await behind(`${part}-preview`)]
      return JSON.stringify(found) === JSON.stringify([[active], preview])
    })
}

/** What a Deployment is, and which pods it has. */
async function standing(): Promise<readonly string[]> {
  const deployments = (await Promise.all(SLOTTED.map((part) => pk.deployments(part)))).flat()
  expect(deployments.every(isReady)).toBe(true)
  const pods = await pk.list('pods', `-l=app.kubernetes.io/name in (${SLOTTED.join(',')})`)
  return [
    ...deployments.map(({ metadata }) => `${metadata.name} ${metadata.generation}`),
    ...pods.map(({ metadata }) => metadata.uid),
  ].toSorted()
}

test('at first one slot stands, and nobody is behind the preview', async () => {
  await leadTo('blue', [])
})

test('the other is started beside it and seen by nobody but who looks at the preview', async () => {
  await pk.upgrade(GREEN)
  await leadTo('blue', ['green'])
})

test('the switch and the way back change who is behind the addresses, and no pod', async () => {
  await until('both slots have all their pods', async () =>
    (await Promise.all(SLOTTED.map((part) => pk.deployments(part))))
      .flat()
      .every((each) => isReady(each) && each.spec.replicas === 2),
  )
  const before = await standing()
  await pk.upgrade(SWITCHED)
  await leadTo('green', ['blue'])
  expect(await standing()).toEqual(before)
  await pk.upgrade(BACK)
  await leadTo('blue', ['green'])
  expect(await standing()).toEqual(before)
})

test('a switch that would end the slot that answers is refused', async () => {
  const output = await pk.failedUpgrade(SWITCHED.filter((set) => !BLUE.includes(set)))
  expect(output).toMatch(/would end blue, which answers now/)
  await leadTo('blue', ['green'])
})

test('the slot that is left is gone with its tag', async () => {
  await pk.upgrade(SWITCHED)
  await pk.upgrade(SWITCHED.filter((set) => !BLUE.includes(set)))
  await leadTo('green', [])
})

test('a release that names no slot leads where people are led now', async () => {
  await pk.upgrade()
  await leadTo('green', [])
})

test('what has no pod yet is switched to by no release', async () => {
  const output = await pk.failedUpgrade(BACK)
  expect(output).toMatch(/would leave nobody answering/)
  await leadTo('green', [])
})
