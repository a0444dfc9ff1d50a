// Everything that people ask is there twice, and one after the other restarts, or becomes another
// build, while they go on asking: nobody notices.
import { expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../invariants/check-all.ts'
import { processPlatform } from '../../processes/processes.ts'
import { buildBefore } from './build-before.ts'
import { openRolling } from './rolling.ts'

const LONG = process.env['PK_AUTO_LONG'] === '1'
const RESTARTS = LONG ? 40 : 8
/** A machine that runs other tests as well is full of processes that start. */
const PER_SECOND = LONG ? 50 : 15
const RESTART_MS = 30_000
const ENOUGH = 10

test(
  `${RESTARTS} restarts in turn under ${PER_SECOND} requests a second fail nobody`,
  { timeout: RESTARTS * RESTART_MS },
  async () => {
    await using fixture = await processPlatform(inject('servers'))
    await using rolling = await openRolling(fixture)
    const { failures, asked } = await rolling.roll({ restarts: RESTARTS, perSecond: PER_SECOND })
    const enough = asked > RESTARTS * ENOUGH
    expect({ failures, enough }).toEqual({ failures: [], enough: true })
  },
)

test.runIf(LONG || process.env['BUILD_BEFORE'])(
  'the build before becomes this one process by process, and back, and nobody notices',
  { timeout: 40 * RESTART_MS },
  async () => {
    await using before = await buildBefore()
    await using fixture = await processPlatform(inject('servers'))
    await using rolling = await openRolling(fixture, before.root)
    const order = { restarts: rolling.size, perSecond: 15 }
    const forth = await rolling.roll(order)
    const back = await rolling.roll({ ...order, root: before.root })
    expect([...forth.failures, ...back.failures]).toEqual([])
    expect(Math.min(forth.asked, back.asked)).toBeGreaterThan(rolling.size * ENOUGH)
    expect(await breachesAtRest(fixture.probe, fixture.history.operations)).toEqual([])
  },
)

test.runIf(LONG)(
  'the secret by which services know each other is replaced in three rolls, and nobody notices',
  { timeout: 60 * RESTART_MS },
  async () => {
    await using fixture = await processPlatform(inject('servers'))
    await using rolling = await openRolling(fixture)
    const before = fixture.env('catalogue')['SERVICE_SECRET'] ?? ''
    const next = 'the secret that comes next, long enough'
    const steps = [
      { SERVICE_SECRET: before, SERVICE_SECRET_ALSO: next },
      { SERVICE_SECRET: next, SERVICE_SECRET_ALSO: before },
      { SERVICE_SECRET: next },
    ]
    const failures: string[] = []
    for (const variables of steps) {
      const rolled = await rolling.roll({ restarts: rolling.size, perSecond: 15, variables })
      failures.push(...rolled.failures)
    }
    expect(failures).toEqual([])
  },
)
