// The drill of a restore, whole: a second chosen by chance comes back, and every promise holds.
// Runs with scripts/test --long.
import { newId } from '@pk-auto/kernel/id'
import { expect, inject, test } from 'vitest'
import { runDrill } from '../../restore/drill/drill.ts'
import { LIMITS } from '../../restore/drill/report.ts'

test.runIf(inject('long'))(
  'four services come back as they were at a second chosen by chance, within a quarter hour',
  { timeout: 600_000 },
  async () => {
    const report = await runDrill({
      offset: inject('offset') + 3_500,
      servers: inject('servers'),
      namespace: `drill${newId().slice(-8)}`,
      listings: 60,
      writeMs: 35_000,
      onStep: ({ name, state, seconds }) =>
        state === 'done' && console.error(`${seconds.toFixed(1).padStart(7)} s  ${name}`),
    })
    expect(report.breaches).toEqual([])
    expect(report.rpoMs).toBeLessThanOrEqual(LIMITS.rpoMs)
    expect(report.rtoMs).toBeLessThanOrEqual(LIMITS.rtoMs)
    expect(report.before).toBeGreaterThan(0)
    expect(report.after).toBeGreaterThan(0)
    expect(report.erased).toBe(1)
  },
)
