// The seeded market has canaries as production has them: ads of ours that config/leads.yaml names.
// Whoever asks for the number of one raises the alarm here, too.
import { readFileSync } from 'node:fs'
import { newId } from '@pk-auto/kernel/id'
import { recordLogs } from '@pk-auto/telemetry/log-output'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { openProbe, type Probe } from '../invariants/probe.ts'
import { PROCESS_NAMES } from '../parts.ts'
import { startPlatform, type Platform } from '../platform.ts'
import { dropDatabases } from '../processes/databases.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { newAddress, newNumber } from '../processes/processes.ts'
import { seedMarket } from '../seed.ts'
import { signIn } from '../visitor.ts'

const CONFIG = new URL('../../config/leads.yaml', import.meta.url)
const namespace = `can${newId().slice(-8)}`
const stack = new AsyncDisposableStack()
const logs = stack.use(recordLogs())
let platform: Platform
let probe: Probe

beforeAll(async () => {
  const servers = inject('servers')
  stack.defer(() => dropDatabases({ servers, namespace }))
  platform = stack.use(
    await startPlatform({
      ...{ servers, ports: await ownPorts(), profile: 'test', namespace, parts: PROCESS_NAMES },
    }),
  )
  await seedMarket(platform, { seed: 7, listings: 20, people: 6, pictures: 2, now: new Date() })
  probe = stack.use(await openProbe({ servers, namespace }))
}, 240_000)
afterAll(() => stack.disposeAsync())

const canaries = () => {
  const { reveal } = parse(readFileSync(CONFIG, 'utf8')) as { reveal: { canaries: string[] } }
  return reveal.canaries
}
const alarms = () => logs.lines.filter((line) => line.includes('"event":"reveal.canary"'))

test('the seed marks ads as canaries, and only their numbers raise the alarm', async () => {
  const named = canaries()
  expect(named.length).toBeGreaterThan(0)
  const live = await probe.rows<{ id: string }>(
    'catalogue',
    `select id from listing where state = 'live'`,
  )
  const ids = live.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(named))
  const collector = await signIn(platform.gatewayUrl, newNumber(), { headers: newAddress() })
  const reveal = (id: string | undefined) =>
    collector.call<{ phone: string }>('POST', `/api/v1/listings/${id}/reveal-phone`)
  const ordinary = ids.find((id) => !named.includes(id))
  expect((await reveal(ordinary)).status).toBe(200)
  expect(alarms()).toEqual([])
  const [canary] = named
  const revealed = await reveal(canary)
  expect(revealed.status).toBe(200)
  expect(alarms()).toEqual([expect.stringContaining(`"listingId":"${canary}"`)])
  expect(alarms().join('')).not.toContain(revealed.body.phone.slice(1))
})
