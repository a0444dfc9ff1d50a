// Everything that people ask is there twice, and one after the other restarts while they go on
// asking: nobody notices.
import { setTimeout as wait } from 'node:timers/promises'
import { freePorts } from '../../own-ports.ts'
import { INTERNAL_ABOVE } from '@pk-auto/lifecycle/ports'
import { newId } from '@pk-auto/kernel/id'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { processPlatform, type Extra, type ProcessPlatform } from '../../processes.ts'
import type { Visitor, VisitorAnswer } from '../../visitor.ts'
import { type Balancer, openBalancer } from './balancer.ts'
import { createAd, publishAd, sell, type Ad } from './scenario.ts'

const LONG = process.env['PK_AUTO_LONG'] === '1'
const RESTARTS = LONG ? 40 : 8
/** A machine that runs other tests as well is full of processes that start. */
const PER_SECOND = LONG ? 50 : 15
/** How often an app comes back where it is asked to: that a server is busy is no failure. */
const TRIES = 5
const TIMEOUT_MS = RESTARTS * 30_000
const TWICE = ['identity', 'catalogue', 'search'] as const
type Twice = (typeof TWICE)[number]
const BETWEEN_MS = 300

const stack = new AsyncDisposableStack()
let fixture: ProcessPlatform
/** `port`: people come there by way of the balancer. */
type Replica = { name: string; port?: number; begin: () => Promise<ServiceProcess> }
const replicas: (Replica & { now: ServiceProcess })[] = []
let balancer: Balancer
let people: Visitor[]
let ads: Ad[]

async function started(beginning: Promise<ServiceProcess>): Promise<ServiceProcess> {
  const service = await beginning
  let ended = false
  void service.exit.then(() => (ended = true))
  const ready = async () => ended || (await service.ready())
  await until(`${service.name} is ready`, ready, { timeoutMs: 30_000 })
  if (ended) throw new Error(`${service.name} ended: ${JSON.stringify(service.logged().at(-1))}`)
  return service
}

beforeAll(async () => {
  fixture = stack.use(await processPlatform(inject('servers')))
  const ports = await freePorts(4 * TWICE.length)
  const gateways = await freePorts(2, INTERNAL_ABOVE)
  const take = (): string => String(ports.pop())
  const addresses: Record<string, string> = {}
  const twice = TWICE.flatMap((name: Twice) => {
    const places = [0, 1].map(() => ({ GRPC_PORT: take(), HTTP_PORT: take() }))
    const both = places.map(({ GRPC_PORT }) => `127.0.0.1:${GRPC_PORT}`).join(',')
    addresses[`${name.toUpperCase()}_GRPC_URL`] = `ipv4:${both}`
    return places.map((place) => ({ name, place }))
  })
  const keys = twice.find(({ name }) => name === 'identity')?.place.HTTP_PORT
  addresses['IDENTITY_HTTP_URL'] = `http://127.0.0.1:${keys}`
  const quiet = { LOG_LEVEL: 'warn', ...addresses }
  // Codes go by it; nothing else does here.
  await fixture.start('notify', quiet)
  const service = ({ name, place }: { name: Twice; place: Extra }) => ({
    name,
    begin: () => started(fixture.spawnReplica(name, { ...quiet, ...place })),
  })
  const gateway = (port: number) => ({
    name: 'gateway',
    port,
    begin: () => fixture.startGateway({ ...quiet, HTTP_PORT: String(port) }),
  })
  const all = [...twice.map(service), ...gateways.map(gateway)]
  // One of each, then the other of each: never both at once.
  const order = [...all.filter((_, i) => i % 2 === 0), ...all.filter((_, i) => i % 2 === 1)]
  for (const one of order) replicas.push({ ...one, now: await one.begin() })
  balancer = stack.use(await openBalancer())
  for (const { port } of replicas) if (port !== undefined) balancer.add(port)
  people = await fixture.visitors(8, balancer.url)
  ads = await Promise.all(people.map((seller) => sell(seller)))
})
afterAll(() => stack.disposeAsync())

let turn = 0
const next = <One>(all: readonly One[]): One => all[turn++ % all.length]!

/** Until it is not told when to come again. */
async function patiently(call: () => Promise<VisitorAnswer<unknown>>): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const { status, retryAfter } = await call()
    if ((status !== 503 && status !== 429) || tries === TRIES) return status
    await wait(Math.max(retryAfter, 0.1) * 1_000)
  }
}

const got = (what: string, path: () => string) => async () => {
  const person = next(people)
  const status = await patiently(() => person.call('GET', path()))
  return [what, status, 200] as const
}

/** What people do; each with the status it must have. */
const DEEDS: readonly (() => Promise<readonly [string, number, number]>)[] = [
  ...Array.from({ length: 3 }, () => got('results', () => '/api/v1/listings?limit=20')),
  ...Array.from({ length: 3 }, () => got('an ad', () => `/api/v1/listings/${next(ads).id}`)),
  got('own ads', () => '/api/v1/me/listings'),
  async () => {
    const seller = next(people)
    const key = newId()
    let draft: VisitorAnswer<Ad> | undefined
    const created = await patiently(async () => (draft = await createAd(seller, {}, key)))
    if (created !== 201 || !draft) return ['a draft', created, 201] as const
    const { body } = draft
    return ['publishing', await patiently(() => publishAd(seller, body)), 200] as const
  },
]

test(
  `${RESTARTS} restarts in turn under ${PER_SECOND} requests a second fail nobody`,
  async () => {
    const failures: string[] = []
    let now = ''
    const at = () => `${now} +${Math.round(performance.now() - since)} ms`
    let since = performance.now()
    const underWay = new Set<Promise<void>>()
    let asked = 0
    const ask = (): void => {
      const deed = DEEDS[asked % DEEDS.length]!
      asked += 1
      const doing: Promise<void> = deed()
        .then(
          ([what, is, must]) => void (is === must || failures.push(`${what}: ${is} (${at()})`)),
          (error: Error) =>
            void failures.push(`${error.message}: ${String(error.cause)} (${at()})`),
        )
        .finally(() => underWay.delete(doing))
      underWay.add(doing)
    }
    const began = performance.now()
    const asking = setInterval(() => {
      const due = ((performance.now() - began) / 1_000) * PER_SECOND
      while (asked < due) ask()
    }, 10)
    using _ = { [Symbol.dispose]: () => clearInterval(asking) }
    for (let i = 0; i < RESTARTS; i += 1) {
      const one = replicas[i % replicas.length]!
      ;[now, since] = [`after the stop of ${one.name}`, performance.now()]
      if (one.port !== undefined) balancer.remove(one.port)
      const { code } = await one.now.stop()
      if (code !== 0) failures.push(`${one.name} ended with ${code}`)
      one.now = await one.begin()
      if (one.port !== undefined) balancer.add(one.port)
      await wait(BETWEEN_MS)
    }
    clearInterval(asking)
    await Promise.all(underWay)
    expect({ failures, enough: asked > RESTARTS * 10 }).toEqual({ failures: [], enough: true })
  },
  TIMEOUT_MS,
)
