// Keeps our ports out of the kernel's choice for outgoing connections: half of the table lies in
// that range, and a connection that got one keeps a server from starting.
import { readFileSync, writeFileSync } from 'node:fs'
import { INTERNAL_ABOVE, type Ports } from '@pk-auto/lifecycle/ports'

const RANGE = '/proc/sys/net/ipv4/ip_local_port_range'
const RESERVED = '/proc/sys/net/ipv4/ip_local_reserved_ports'

/**
 * Every port of the table, each gateway's internal one, and the one above each server's: Kafka's
 * controller and Elasticsearch's transport stand there.
 */
export function portsOf(ports: Ports): number[] {
  const services = Object.values(ports.services).flatMap(({ grpc, http }) => [grpc, http])
  const servers = Object.values(ports.servers).flatMap((port) => [port, port + 1])
  const gateways = Object.values(ports.gateways).flatMap((port) => [port, port + INTERNAL_ABOVE])
  return [
    ...Object.values(ports.web),
    ...gateways,
    ports.media,
    ports.livekit,
    ...services,
    ...servers,
  ].toSorted((a, b) => a - b)
}

/** The kernel's list with ours added; `before` as the kernel writes it: `1024,50000-50010`. */
export function withReserved(
  before: string,
  ports: readonly number[],
  range: readonly [number, number],
): string {
  const ours = ports.filter((port) => port >= range[0] && port <= range[1]).map(String)
  const reserved = before.trim().split(',').filter(Boolean)
  return [...new Set([...reserved, ...ours])].join(',')
}

/**
 * Only root may; for others a collision stays possible, rare, and named by the server that meets
 * it.
 */
export function reservePorts(ports: Ports): void {
  try {
    const [first = 0, last = 0] = readFileSync(RANGE, 'utf8').trim().split(/\s+/).map(Number)
    const before = readFileSync(RESERVED, 'utf8')
    writeFileSync(RESERVED, withReserved(before, portsOf(ports), [first, last]))
  } catch {
    // Not root, or no such kernel setting.
  }
}
