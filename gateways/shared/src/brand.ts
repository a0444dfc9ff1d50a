// Which brand a host is: its name, its channels and its market.
import { z } from 'zod'

export const Brand = z.strictObject({
  hosts: z.array(z.string()).min(1),
  name: z.string(),
  theme: z.string(),
  channels: z.array(z.string()).min(1),
  market: z.string(),
})

export type Brand = z.infer<typeof Brand>

/** Unknown hosts, such as a developer's loopback, are the first brand. Ports are ignored. */
export function brandOf(brands: readonly Brand[], host: string | undefined): Brand {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '')
  const [first] = brands
  if (!first) throw new Error('a gateway needs at least one brand')
  return brands.find((brand) => brand.hosts.includes(name)) ?? first
}
