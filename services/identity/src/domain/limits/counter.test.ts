// Which sends share a counter, and which do not.
import { expect, test } from 'vitest'
import type { DeviceKey } from '../device.ts'
import type { PhoneIndex, PrefixIndex } from '../sealed-phone.ts'
import { countersOf, type Asker, type SendCaps } from './counter.ts'
import type { Network } from './network.ts'

const caps: SendCaps = {
  number: [{ max: 1, perMs: 1 }],
  provenNumber: [{ max: 2, perMs: 1 }],
  prefix: [{ max: 3, perMs: 1 }],
  network: [{ max: 4, perMs: 1 }],
  device: [{ max: 5, perMs: 1 }],
  all: [{ max: 6, perMs: 1 }],
  cooldowns: [1],
}
const asker = (more: Partial<Asker> = {}): Asker => ({
  index: 'n' as PhoneIndex,
  prefix: 'p' as PrefixIndex,
  network: '203.0.113.0/24' as Network,
  device: 'd' as DeviceKey,
  isProven: false,
  ...more,
})
const subjects = (who: Asker) => {
  const { own, shared } = countersOf(who, caps)
  return new Set([...own, ...shared].map(({ subject }) => subject))
}

test('every counter has a subject and the caps of its own kind', () => {
  const { own, shared } = countersOf(asker(), caps)
  expect([...own, ...shared].map((each) => [each.name, each.caps[0]?.max])).toEqual([
    ['number', 1],
    ['prefix', 3],
    ['network', 4],
    ['device', 5],
    ['all', 6],
  ])
  expect(subjects(asker()).size).toBe(5)
})

test('a proved device shares with strangers no more than the breaker', () => {
  const owner = asker({ isProven: true })
  const stranger = asker({ device: 'e' as DeviceKey })
  expect([...subjects(owner).intersection(subjects(stranger))]).toEqual(['all'])
  expect(countersOf(owner, caps).own[0]?.caps).toBe(caps.provenNumber)
})

test('two proved devices of one number have a budget each, and share the range', () => {
  const [one, other] = ['d', 'e'].map((device) =>
    subjects(asker({ isProven: true, device: device as DeviceKey })),
  )
  expect([...one!.intersection(other!)]).toEqual([
    'proven-prefix:p',
    'proven-network:203.0.113.0/24',
    'all',
  ])
})

test('the sends of a device count against it whether or not it has proved the number', () => {
  const shared = subjects(asker()).intersection(subjects(asker({ isProven: true })))
  expect([...shared]).toEqual(['device:d', 'all'])
})

test('a kind without caps is not counted', () => {
  const { own, shared } = countersOf(asker(), { ...caps, network: [], all: [] })
  expect([...own, ...shared].map(({ name }) => name)).toEqual(['number', 'prefix', 'device'])
})
