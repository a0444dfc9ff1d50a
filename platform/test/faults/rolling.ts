// Everything that people ask is there twice, and one after the other restarts while they go on
// asking.
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '@pk-auto/kernel/id'
import { INTERNAL_ABOVE } from '@pk-auto/lifecycle/ports'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { until } from '@pk-auto/testing/until'
import { freePorts } from '../../processes/own-ports.ts'
import type { Extra, ProcessPlatform } from '../../processes/processes.ts'
import type { Visitor, VisitorAnswer } from '../../visitor.ts'
import { openBalancer } from './balancer.ts'
import { createAd, publishAd, sell, type Ad } from './scenario.ts'

/** How often an app comes back where it is asked to: that a server is busy is no failure. */
const TRIES = 5
const TWICE = ['identity', 'catalogue', 'search'] as const
type Twice = (typeof TWICE)[number]
const BETWEEN_MS = 300

export type RollOrder = {
  readonly restarts: number
  /** Requests, whatever comes back. */
  readonly perSecond: number
  /** Of the build that is started; default: this one. */
  readonly root?: URL | undefined
  /** Before the usual environment of what is started. */
  readonly variables?: Extra | undefined
}

type Begin = Pick<RollOrder, 'root' | 'variables'>

export type Rolling = AsyncDisposable & {
  /** How many processes there are to restart: so many restarts are every one once. */
  readonly size: number
  /** One after the other, while people ask; what failed, and how much was asked. */
  roll(order: RollOrder): Promise<{ readonly failures: string[]; readonly asked: number }>
}

/** `port`: people come there by way of the balancer. */
type Replica = {
  readonly name: string
  readonly port?: number
  begin(as: Begin): Promise<ServiceProcess>
}

async function started(beginning: Promise<ServiceProcess>): Promise<ServiceProcess> {
  const service = await beginning
  let ended = false
  void service.exit.then(() => (ended = true))
  const ready = async () => ended || (await service.ready())
  await until(`${service.name} is ready`, ready, { timeoutMs: 30_000 })
  // What Node says of an uncaught error is several lines, of which the last is its own version.
  if (ended) throw new Error(`${service.name} ended: ${JSON.stringify(service.logged().slice(-9))}`)
  return service
}

/** One of each, then the other of each: never both at once. */
async function replicasOf(fixture: ProcessPlatform, root?: URL): Promise<Replica[]> {
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
  await started(fixture.spawnReplica('notify', { ...quiet, ...placeOf(fixture) }, root))
  const service = ({ name, place }: { name: Twice; place: Extra }): Replica => ({
    name,
    begin: (as) =>
      started(fixture.spawnReplica(name, { ...quiet, ...place, ...as.variables }, as.root)),
  })
  const gateway = (port: number): Replica => ({
    ...{ name: 'gateway', port },
    begin: (as) =>
      fixture.startGateway({ ...quiet, HTTP_PORT: String(port), ...as.variables }, as.root),
  })
  const all = [...twice.map(service), ...gateways.map(gateway)]
  return [...all.filter((_, i) => i % 2 === 0), ...all.filter((_, i) => i % 2 === 1)]
}

/** Where everybody looks for notify. */
function placeOf(fixture: ProcessPlatform): Extra {
  const { GRPC_PORT = '', HTTP_PORT = '' } = fixture.env('notify')
  return { GRPC_PORT, HTTP_PORT }
}

/** Until it is not told when to come again. */
async function patiently(call: () => Promise<VisitorAnswer<unknown>>): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const { status, retryAfter } = await call()
    if ((status !== 503 && status !== 429) || tries === TRIES) return status
    await wait(Math.max(retryAfter, 0.1) * 1_000)
  }
}

type Deed = () => Promise<readonly [what: string, status: number, mustBe: number]>

/** What people do. */
function deedsOf(people: readonly Visitor[], ads: readonly Ad[]): Deed[] {
  let turn = 0
  const next = <One>(all: readonly One[]): One => all[turn++ % all.length]!
  const got =
    (what: string, path: () => string): Deed =>
    async () => {
      const person = next(people)
      return [what, await patiently(() => person.call('GET', path())), 200]
    }
  return [
    ...Array.from({ length: 3 }, () => got('results', () => '/api/v1/listings?limit=20')),
    ...Array.from({ length: 3 }, () => got('an ad', () => `/api/v1/listings/${next(ads).id}`)),
    got('own ads', () => '/api/v1/me/listings'),
    async () => {
      const seller = next(people)
      const key = newId()
      let draft: VisitorAnswer<Ad> | undefined
      const created = await patiently(async () => (draft = await createAd(seller, {}, key)))
      if (created !== 201 || !draft) return ['a draft', created, 201]
      const { body } = draft
      return ['publishing', await patiently(() => publishAd(seller, body)), 200]
    },
  ]
}

/** Started and with some people who sell; `root`: of another build. */
export async function openRolling(fixture: ProcessPlatform, root?: URL): Promise<Rolling> {
  await using stack = new AsyncDisposableStack()
  const replicas: (Replica & { now: ServiceProcess })[] = []
  for (const one of await replicasOf(fixture, root))
    replicas.push({ ...one, now: await one.begin({ root }) })
  const balancer = stack.use(await openBalancer())
  for (const { port } of replicas) if (port !== undefined) balancer.add(port)
  const people = await fixture.visitors(8, balancer.url)
  const deeds = deedsOf(people, await Promise.all(people.map((seller) => sell(seller))))
  let turn = 0

  async function roll({ restarts, perSecond, ...as }: RollOrder) {
    const failures: string[] = []
    let now = ''
    let since = performance.now()
    const at = () => `${now} +${Math.round(performance.now() - since)} ms`
    const underWay = new Set<Promise<void>>()
    let asked = 0
    const ask = (): void => {
      const deed = deeds[asked % deeds.length]!
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
      const due = ((performance.now() - began) / 1_000) * perSecond
      while (asked < due) ask()
    }, 10)
    using _ = { [Symbol.dispose]: () => clearInterval(asking) }
    for (let i = 0; i < restarts; i += 1) {
      const one = replicas[turn++ % replicas.length]!
      ;[now, since] = [`after the stop of ${one.name}`, performance.now()]
      if (one.port !== undefined) balancer.remove(one.port)
      const { code } = await one.now.stop()
      if (code !== 0) failures.push(`${one.name} ended with ${code}`)
      one.now = await one.begin(as)
      if (one.port !== undefined) balancer.add(one.port)
      await wait(BETWEEN_MS)
    }
    clearInterval(asking)
    await Promise.all(underWay)
    return { failures, asked }
  }
  const held = stack.move()
  return { size: replicas.length, roll, [Symbol.asyncDispose]: () => held.disposeAsync() }
}
