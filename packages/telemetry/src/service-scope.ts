// Records which service a piece of work belongs to, so that each of many services in one process
// appears under its own name in traces.
import { type Context, context, createContextKey } from '@opentelemetry/api'

// createContextKey is a registered symbol: two copies of this module in one process still
// understand each other.
const SERVICE = createContextKey('pk-auto.service')

/** The service a context belongs to, or undefined outside of any scope. */
export const serviceOf = (scope: Context): string | undefined =>
  scope.getValue(SERVICE) as string | undefined

/** The same context, owned by `service`. */
export const ownedBy = (scope: Context, service: string): Context =>
  scope.setValue(SERVICE, service)

/**
 * Runs `fn` so that every span started inside it, also by instrumentations and after awaits,
 * carries `service` as its service.name. Scopes nest: the innermost wins.
 */
export function inService<T>(service: string, fn: () => T): T {
  return context.with(ownedBy(context.active(), service), fn)
}
