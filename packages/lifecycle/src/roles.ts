// Which parts of a service a process runs: all in one on a laptop, split in production.
import { metricsFor } from '@pk-auto/telemetry/metrics'

export const ROLES = ['api', 'relay', 'consume', 'jobs'] as const
export type Role = (typeof ROLES)[number]

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)

/**
 * Reads `ROLES=api,relay`. Absent or empty means every role. @throws Error naming the wrong word
 * and the ones that exist
 */
export function parseRoles(text: string | undefined): ReadonlySet<Role> {
  const words = (text ?? '').split(',').map((word) => word.trim().toLowerCase())
  const named = words.filter((word) => word !== '')
  if (named.length === 0) return new Set(ROLES)
  const wrong = named.filter((word) => !isRole(word))
  if (wrong.length > 0)
    throw new Error(`ROLES: ${wrong.join(', ')} is no role; the roles are ${ROLES.join(', ')}`)
  return new Set(named.filter(isRole))
}

/** Until disposed of, a series a role: an alert misses the last process that had one. */
export function showRoles(service: string, roles: Iterable<Role>): Disposable {
  const metrics = metricsFor(service)
  const stack = new DisposableStack()
  for (const role of roles) stack.use(metrics.gauge('process_role', () => 1, { role }))
  return stack
}
