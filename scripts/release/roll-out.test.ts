// A release never undoes a switch, shows nobody what was not walked through, and goes back.
import { expect, test } from 'vitest'
import { type Hands, type Release, rollOut } from './roll-out.ts'
import { type Live, type Slot, slottedParts, type Values } from './slots.ts'

const DIGEST = `sha256:${'b'.repeat(64)}`
const CHART: Values = { parts: { web: { digest: DIGEST }, 'gateway-pwa': { digest: DIGEST } } }
const STAGING: Values = {
  parts: { web: { strategy: 'blueGreen' }, 'gateway-pwa': { strategy: 'blueGreen' } },
}
const NAMES = ['catalogue', 'gateway-pwa', 'web'] as const

type Item = Live['items'][number]
const service = (name: string, slot?: Slot): Item => ({
  kind: 'Service',
  metadata: { name },
  spec: { selector: { 'pk-auto/role': 'all', ...(slot && { 'pk-auto/slot': slot }) } },
})
const deployment = (name: string, image: string): Item => ({
  kind: 'Deployment',
  metadata: { name },
  spec: { selector: {}, template: { spec: { containers: [{ image }] } } },
})
const liveAt = (slot: Slot): Live => ({
  items: NAMES.slice(1).flatMap((part) => [
    service(part, slot),
    service(`${part}-preview`, slot === 'blue' ? 'green' : 'blue'),
    deployment(`${part}-blue`, `ghcr.io:443/pk-auto/${part}:1.2.3`),
    deployment(`${part}-green`, `ghcr.io/pk-auto/${part}@sha256:${'a'.repeat(64)}`),
  ]),
})

/** What was done, in order; what `fails` names is refused. */
function recorded(...fails: readonly string[]) {
  const done: string[] = []
  const act = async (what: string) => {
    done.push(what)
    if (fails.includes(what)) throw new Error(`${what} failed`)
  }
  const hands: Hands = {
    upgrade: (sets) => {
      const active = sets.filter((set) => set.includes('.active=')).map((set) => set.split('=')[1])
      return act(`upgrade ${[...new Set(active)].join()}`)
    },
    rollBack: (revision) => act(`back to ${revision}`),
    walkPreviews: (slotted) => act(`previews of ${slotted.map(({ part }) => part).join()}`),
    walkPublic: () => act('public'),
    watch: () => act('watch'),
    say: () => undefined,
  }
  return { done, hands }
}
const released = (slot: Slot): Release => ({
  before: '7',
  slotted: slottedParts(NAMES, [CHART, STAGING], liveAt(slot)),
})

test.for([
  ['blue', 'green'],
  ['green', 'blue'],
] as const)('what %s answers stays until %s was walked through', async ([live, idle]) => {
  const { done, hands } = recorded()
  await rollOut(released(live), hands)
  expect(done).toEqual([
    `upgrade ${live}`,
    'previews of gateway-pwa,web',
    `upgrade ${idle}`,
    'public',
    'watch',
  ])
})

test('both slots are named each time, so that none of them goes', async () => {
  const sets: string[][] = []
  const { hands } = recorded()
  await rollOut(released('green'), { ...hands, upgrade: async (all) => void sets.push([...all]) })
  for (const all of sets) {
    expect(all).toContain(`parts.web.slots.green=sha256:${'a'.repeat(64)}`)
    expect(all).toContain(`parts.web.slots.blue=${DIGEST}`)
  }
  expect(sets).toHaveLength(2)
})

test('a preview that fails is shown to nobody', async () => {
  const { done, hands } = recorded('previews of gateway-pwa,web')
  await expect(rollOut(released('blue'), hands)).rejects.toThrow(/previews/)
  expect(done.slice(1)).toEqual(['previews of gateway-pwa,web', 'back to 7', 'public'])
})

test.for(['upgrade green', 'public', 'watch'])('a failing "%s" switches back', async (fault) => {
  const { done, hands } = recorded(fault)
  await expect(rollOut(released('blue'), hands)).rejects.toThrow('failed')
  expect(done.slice(-2)).toEqual(['back to 7', 'public'])
})

test('what does not start was taken back by Helm already', async () => {
  const { done, hands } = recorded('upgrade blue')
  await expect(rollOut(released('blue'), hands)).rejects.toThrow(/upgrade blue/)
  expect(done).toEqual(['upgrade blue'])
})

test('where nothing has slots a release is one upgrade; the first has no way back', async () => {
  const { done, hands } = recorded('public')
  const slotted = slottedParts(NAMES, [CHART], { items: [] })
  await expect(rollOut({ before: undefined, slotted }, hands)).rejects.toThrow(/public/)
  expect(done).toEqual(['upgrade ', 'public'])
})

test('a part that is new in the cluster begins by itself', () => {
  expect(slottedParts(NAMES, [CHART, STAGING], { items: [service('web')] })).toEqual([])
})

test('an address that leads to no Deployment is said, not released over', () => {
  const live = { items: [service('web', 'green')] }
  expect(() => slottedParts(NAMES, [CHART, STAGING], live)).toThrow(/no Deployment web-green/)
})

test('a chart that names no image of a slot is refused', () => {
  expect(() => slottedParts(NAMES, [STAGING], liveAt('blue'))).toThrow(/which image of gateway-pwa/)
})

test('without digests the one tag of all comes, and the later file wins', () => {
  const tags: Values[] = [{ images: { tag: '1.0.0' } }, { ...STAGING, images: { tag: '2.0.0' } }]
  expect(slottedParts(NAMES, tags, liveAt('blue'))).toMatchObject([
    { part: 'gateway-pwa', live: 'blue', running: '1.2.3', next: '2.0.0' },
    { part: 'web', live: 'blue', running: '1.2.3', next: '2.0.0' },
  ])
})
