// Every service definition of proto/, found by what the generated modules export.
import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServiceDefinition } from '@pk-auto/grpc/definition'
import { policyOf } from '@pk-auto/proto/policy'

const GENERATED = 'proto/gen/pkauto/*/v1/*.ts'
/** Of services/_sample, which is no part of the platform. */
const SAMPLE = 'proto/gen/pkauto/sample/**'

/** A service's public and admin definitions, by the service's name. */
export async function definitionsByService(): Promise<Map<string, ServiceDefinition[]>> {
  const found = new Map<string, ServiceDefinition[]>()
  for (const path of globSync(GENERATED, { exclude: [SAMPLE] }).toSorted()) {
    const exported = (await import(/* @vite-ignore */ pathToFileURL(resolve(path)).href)) as Record<
      string,
      unknown
    >
    const service = (path.split('/')[3] ?? '').replaceAll('_', '-')
    const definitions = Object.values(exported).filter(isDefinition)
    found.set(service, [...(found.get(service) ?? []), ...definitions])
  }
  return found
}

/** Who may call some method of a service, by its policies. */
export async function callersByService(): Promise<Map<string, Set<string>>> {
  const callers = new Map<string, Set<string>>()
  for (const [service, definitions] of await definitionsByService()) {
    const methods = definitions.flatMap(({ fullName, methods: all }) =>
      Object.values(all).map((method) => ({ path: `/${fullName}/${method.name}`, method })),
    )
    const named = methods.flatMap(
      ({ path, method }) => policyOf(path, method.options as never).callers,
    )
    callers.set(service, new Set(named))
  }
  return callers
}

function isDefinition(value: unknown): value is ServiceDefinition {
  return typeof value === 'object' && value !== null && 'fullName' in value && 'methods' in value
}
