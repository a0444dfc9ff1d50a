// Which brand a host is: its name, its channels and its market.
import type { Brand } from './config.ts'

/** Unknown hosts, such as a developer's loopback, are the first brand. Ports are ignored. */
export function brandOf(brands: readonly Brand[], host: string | undefined): Brand {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '')
  const [first] = brands
  if (!first) throw new Error('a gateway needs at least one brand')
  return brands.find((brand) => brand.hosts.includes(name)) ?? first
}
