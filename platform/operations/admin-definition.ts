// Finds the method by which a service republishes, in proto/ by its name.
import { existsSync } from 'node:fs'
import type { ServiceDefinition } from '@pk-auto/grpc/definition'

/** @throws Error for a service that owns no state topic and so has nothing to republish */
export async function republisherOf(
  service: string,
): Promise<{ definition: ServiceDefinition; method: string }> {
  const folder = service.replaceAll('-', '_')
  const path = `proto/gen/pkauto/${folder}/v1/${folder}_admin.ts`
  const module = existsSync(path)
    ? ((await import(`@pk-auto/proto/pkauto/${folder}/v1/${folder}_admin`)) as Readonly<
        Record<string, unknown>
      >)
    : {}
  for (const definition of Object.values(module).filter(isDefinition)) {
    const method = Object.keys(definition.methods).find((name) => name.startsWith('republish'))
    if (method) return { definition, method }
  }
  throw new Error(`${service} has nothing to republish: it owns no state topic`)
}

const isDefinition = (value: unknown): value is ServiceDefinition =>
  typeof value === 'object' && value !== null && 'methods' in value
