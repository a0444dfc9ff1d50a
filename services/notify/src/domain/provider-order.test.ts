// The order of providers holds for any measurements.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTrusted, providerOrder, type Measured, type OrderRules } from './provider-order.ts'

const rules: OrderRules = { minShare: 0.7, minSends: 20, probeShare: 0.05 }
const now = new Date('2026-11-28T10:00:00Z')
const NO_PROBE = { now, chance: 0.5 }
const NAMES = ['a', 'b', 'c', 'd']
const measured = (
  provider: string,
  delivered: number,
  failed: number,
  busyUntil?: Date,
): Measured => ({ provider, delivered, failed, busyUntil })

const anyMeasured = fc
  .tuple(
    ...NAMES.map((name) =>
      fc.record({
        provider: fc.constant(name),
        delivered: fc.nat(100),
        failed: fc.nat(100),
        busyUntil: fc.option(
          fc.integer({ min: -60, max: 60 }).map((s) => new Date(now.getTime() + s * 1_000)),
          { nil: undefined },
        ),
      }),
    ),
  )
  .chain((all) => fc.shuffledSubarray(all))
const anyChance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('whatever was measured, every provider is tried once', () => {
  fc.assert(
    fc.property(anyMeasured, anyChance, (all, chance) => {
      const order = providerOrder(NAMES, all, rules, { now, chance })
      expect(order.toSorted()).toEqual(NAMES)
    }),
  )
})

test('without a probe nobody who delivers stands behind anybody who does not', () => {
  fc.assert(
    fc.property(anyMeasured, (all) => {
      const rank = (name: string) => {
        const one = all.find((each) => each.provider === name)
        if (!one) return 0
        if (one.busyUntil && one.busyUntil > now) return 2
        return isTrusted(one, rules) ? 0 : 1
      }
      const ranks = providerOrder(NAMES, all, rules, NO_PROBE).map(rank)
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    }),
  )
})

test('those that deliver keep the order they were configured in', () => {
  fc.assert(
    fc.property(anyMeasured, (all) => {
      const order = providerOrder(NAMES, all, rules, NO_PROBE)
      const trusted = order.filter((name) => {
        const one = all.find((each) => each.provider === name)
        return !one || (isTrusted(one, rules) && !(one.busyUntil && one.busyUntil > now))
      })
      expect(trusted).toEqual(trusted.toSorted())
    }),
  )
})

test('more deliveries never move a provider back', () => {
  fc.assert(
    fc.property(anyMeasured, fc.nat(200), (all, more) => {
      const before = providerOrder(NAMES, all, rules, NO_PROBE)
      for (const one of all) {
        const better = all.map((each) =>
          each === one ? { ...each, delivered: each.delivered + more } : each,
        )
        // Few results count as trusted: only a provider that is judged can be compared.
        if (one.delivered + one.failed < rules.minSends) continue
        const after = providerOrder(NAMES, better, rules, NO_PROBE)
        expect(after.indexOf(one.provider)).toBeLessThanOrEqual(before.indexOf(one.provider))
      }
    }),
  )
})

test('a failing provider is first for its small share of messages, and only for that', () => {
  const all = [measured('a', 5, 95), measured('b', 95, 5)]
  const firsts = Array.from(
    { length: 1_000 },
    (_, n) => providerOrder(['a', 'b'], all, rules, { now, chance: n / 1_000 })[0],
  )
  expect(firsts.filter((name) => name === 'a')).toHaveLength(50)
})

test('several failing providers share the probes', () => {
  const all = [measured('a', 0, 99), measured('b', 1, 99), measured('c', 99, 1)]
  const firsts = Array.from(
    { length: 1_000 },
    (_, n) => providerOrder(['a', 'b', 'c'], all, rules, { now, chance: n / 1_000 })[0],
  )
  expect(['a', 'b'].map((each) => firsts.filter((name) => name === each).length)).toEqual([25, 25])
})

test('a provider that asked for a pause is last until the pause is over, and is not probed', () => {
  const busy = (until: number) => [measured('a', 0, 99, new Date(now.getTime() + until))]
  expect(providerOrder(['a', 'b'], busy(1), rules, { now, chance: 0 })).toEqual(['b', 'a'])
  expect(providerOrder(['a', 'b'], busy(0), rules, { now, chance: 0 })).toEqual(['a', 'b'])
})
