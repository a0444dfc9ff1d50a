// Where the processes of one test or benchmark listen: ports below those the system assigns by
// itself, so that nobody takes them while a process is down.
import { createServer } from 'node:net'
import { INTERNAL_ABOVE, portsAt, type Ports } from '@pk-auto/lifecycle/ports'
import { SERVICE_NAMES } from '../parts.ts'

const FIRST = 10_000
const LAST = 19_000

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })

/** Divides 1,000, so that a gateway's internal port has the same remainder as its own. */
const WORKERS = 8
/** Each worker of a test run takes every eighth port, so that no two want the same one. */
const WORKER = Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS
const given = new Set<number>()

/**
 * Free at the moment of the call, and never given out twice by this process. With `above`, the port
 * that much higher is free too.
 */
export async function freePorts(count: number, above = 0): Promise<number[]> {
  const found: number[] = []
  const places = (LAST - FIRST) / WORKERS
  const first = Math.trunc(Math.random() * places)
  for (let place = first; found.length < count; place += 1) {
    if (place === first + places) throw new Error(`fewer than ${count} ports are free`)
    const port = FIRST + WORKER + WORKERS * (place % places)
    const both = above === 0 ? [port] : [port, port + above]
    if (both.some((one) => given.has(one))) continue
    for (const one of both) given.add(one)
    if ((await Promise.all(both.map(isFree))).every(Boolean)) found.push(port)
  }
  return found
}

/** The usual table with ports of our own for everything such a platform starts. */
export async function ownPorts(): Promise<Ports> {
  const ports = portsAt(0)
  const free = await freePorts(SERVICE_NAMES.length * 2 + Object.keys(ports.web).length + 1)
  const next = () => free.pop() ?? 0
  const gateways = await freePorts(Object.keys(ports.gateways).length, INTERNAL_ABOVE)
  const named = <Name extends string>(names: Readonly<Record<Name, number>>, of: () => number) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, of()])) as Record<Name, number>
  return {
    ...ports,
    media: next(),
    web: named(ports.web, next),
    gateways: named(ports.gateways, () => gateways.pop() ?? 0),
    services: {
      ...ports.services,
      ...Object.fromEntries(SERVICE_NAMES.map((name) => [name, { grpc: next(), http: next() }])),
    },
  }
}
