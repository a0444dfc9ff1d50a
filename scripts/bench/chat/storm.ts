// Usage: node scripts/bench/chat/storm.ts [--rounds 5] [--sockets 2000] [--perSecond 100]
// [--seconds 15] The gateway is killed and started again while messages go on through another one:
// how long until every socket it had is back, each with a new ticket and nothing missing.
import { strict as assert } from 'node:assert'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { INTERNAL_ABOVE } from '@pk-auto/lifecycle/ports'
import { freePorts } from '@pk-auto/platform/processes/own-ports'
import { until } from '@pk-auto/testing/until'
import { commitOf, figureOf, report, roundsOf, type Round } from '../measure.ts'
import { stage } from '../stage.ts'
import { startGenerator } from './generator.ts'
import { seedTalkers, seedTalks } from './people.ts'
import { openReturning } from './returning.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    sockets: { type: 'string', default: '2000' },
    perSecond: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '15' },
  },
})
const rounds = roundsOf(values.rounds)
const sockets = Number(values.sockets)
const [perSecond, seconds] = [Number(values.perSecond), Number(values.seconds)]
const LIMIT_MS = 10_000
const TOO_LONG_MS = 120_000
/** Enough messages before the cut, and a sudden one. */
const CUT_AFTER_MS = 2_000
const OPENED_TOGETHER = 50

await using platform = await stage(['postgres', 'kafka', 'redis'])
const quiet = { LOG_LEVEL: 'error' }
await Promise.all(
  (['identity', 'chat'] as const).map((name) => platform.start(name, { ...quiet, ROLES: 'api' })),
)
const [otherPort = 0] = await freePorts(1, INTERNAL_ABOVE)
await using _other = await platform.startGateway({ ...quiet, HTTP_PORT: String(otherPort) })
let gateway = await platform.startGateway(quiet)

const talks = await seedTalks(platform, await seedTalkers(platform, sockets))
await using writing = await startGenerator('ours', `http://127.0.0.1:${otherPort}`, talks)
const devices: (ReturnType<typeof openReturning> & { readonly talk: number })[] = []
const open = (greetings: number) =>
  until(
    `${devices.length} sockets are open`,
    async () => devices.every((device) => device.greetings() >= greetings),
    { timeoutMs: TOO_LONG_MS },
  )
for (const [talk, { conv, people }] of talks.entries()) {
  for (const talker of people)
    devices.push({ ...openReturning(platform.gatewayUrl, talker, conv), talk })
  if (devices.length % OPENED_TOGETHER === 0) await open(1)
}
await open(1)
console.error(`${devices.length} sockets are open`)

const found: Round[] = []
const startsMs: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const before = devices.map((device) => device.greetings())
  const written = writing.run({ seconds, perSecond })
  await wait(CUT_AFTER_MS)
  const cutAt = performance.now()
  await gateway.kill()
  gateway = await platform.startGateway(quiet)
  startsMs.push(performance.now() - cutAt)
  const isBack = (device: (typeof devices)[number], i: number) =>
    device.greetings() > (before[i] ?? 0)
  await until('everybody is back', async () => devices.every(isBack), { timeoutMs: TOO_LONG_MS })
  found.push({ ours: performance.now() - cutAt, limit: LIMIT_MS })

  const { lastSeqs } = await written
  const isWhole = async () => devices.every(({ log, talk }) => log.length >= lastSeqs[talk]!)
  await until('everybody has every message', isWhole, { timeoutMs: TOO_LONG_MS })
  for (const [i, { log, talk }] of devices.entries()) {
    assert.equal(log.length, lastSeqs[talk], 'a device has more than was written')
    assert.equal(new Set(log).size, log.length, 'a message is there twice')
    assert.deepEqual(log, devices[i ^ 1]?.log, 'two people have different logs')
  }
}
report(figureOf(`4 chat: ${sockets} cut sockets back, ms`, found, commitOf()))
const repeats = devices.reduce((sum, device) => sum + device.repeats(), 0)
const whole = devices.reduce((sum, { log }) => sum + log.length, 0)
const restarts = startsMs.map((ms) => ms.toFixed(0)).join(', ')
console.error(`the gateway was away for ${restarts} ms; ${whole} messages seen, none missing,`)
console.error(`${repeats} came once more or early and were dropped`)
for (const device of devices) device.stop()
