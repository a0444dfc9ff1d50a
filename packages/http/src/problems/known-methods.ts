// Which methods an address takes, when the one it was asked with is not among them.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import type { FastifyInstance } from 'fastify'
import { errors } from '../errors.ts'

export type MethodsAt = (url: string) => string[]

/** What an address that takes only these methods answers any other. */
export const refusedMethod = (allowed: readonly string[]): DomainError =>
  allowed.length === 0 ? errors.ROUTE_NOT_FOUND() : errors.METHOD_NOT_ALLOWED()

/**
 * Must be called before routes are added. Returns the methods of every route that matches the path,
 * sorted; none for an unknown path. A path that is a route of its own is never the parameter of
 * another: `GET /media/sign` is refused where only POST is taken, and never read as an id.
 */
export function knownMethods(app: FastifyInstance): MethodsAt {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) route.methods.add(one)
    routes.set(url, route)
  })
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const exact = request.routeOptions.url?.includes(':') && routes.get(pathOf(request.url))
    if (!exact) return done()
    reply.header('Allow', [...exact.methods].sort().join(', '))
    return done(errors.METHOD_NOT_ALLOWED())
  })
  return (url) => {
    const path = pathOf(url)
    const exact = routes.get(path)
    if (exact) return [...exact.methods].sort()
    const matching = [...routes.values()].filter(({ pattern }) => pattern.test(path))
    return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort()
  }
}

const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? ''

// Parameters stand for one step, as in all our routes; a star for the rest.
const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(/:\w+/g, '[^/]+')
      .replaceAll('*', '.*')}$`,
  )
