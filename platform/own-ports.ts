// Where the processes of one test or benchmark listen: ports below those the system hands out by
// itself, so that nobody takes them while a process is down.
import { createServer } from 'node:net'
import { portsAt, type Ports } from '@pk-auto/lifecycle/ports'

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
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = []
  for (
    let port = FIRST + Math.trunc(Math.random() * (LAST - FIRST));
    found.length < count;
    port = port >= LAST ? FIRST : port + 1
  )
    if (await isFree(port)) found.push(port)
  return found
}

/** The usual table with ports of our own for everything such a platform starts. */
export async function ownPorts(): Promise<Ports> {
  const ports = portsAt(0)
  const names = ['identity', 'catalogue', 'search', 'media-iq', 'notify'] as const
  const free = (await freePorts(names.length * 2 + 2))[Symbol.iterator]()
  const next = () => free.next().value ?? 0
  const services = Object.fromEntries(names.map((name) => [name, { grpc: next(), http: next() }]))
  return {
    ...ports,
    media: next(),
    gateways: { ...ports.gateways, pwa: next() },
    services: { ...ports.services, ...services },
  }
}
