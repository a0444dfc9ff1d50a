// Where the processes of one test or benchmark listen: ports below those the system assigns by
// itself, so that nobody takes them while a process is down.
import { createServer } from 'node:net'
import { INTERNAL_ABOVE, portsAt, type Ports } from '@pk-auto/lifecycle/ports'
import { SERVICE_NAMES } from './parts.ts'

const FIRST = 10_000
const LAST = 19_000

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })

/**
 * Free at the moment of the call; two processes of a test run begin looking at different places.
 * With `above`, the port that much higher is free too.
 */
export async function freePorts(count: number, above = 0): Promise<number[]> {
  const found: number[] = []
  for (
    let port = FIRST + Math.trunc(Math.random() * (LAST - FIRST));
    found.length < count;
    port = port >= LAST ? FIRST : port + 1
  )
    if ((await isFree(port)) && (above === 0 || (await isFree(port + above)))) found.push(port)
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
