// Which verbs can reach an outbox, read from the source: a use case writes only through what it
// declares, so that a verb that never names its service's outbox appends nothing on any path.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

const LABEL = /(\w+): 'writes no event'/g
const CASES = /^ {2}(\w+): \{$/gm

/** Code without comments, imports and texts: what is left are names. */
const namesIn = (file: string): string =>
  readFileSync(file, 'utf8')
    .replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '')
    .replaceAll(/^(?:import|export)\s[^;]*?from '.*'$/gm, '')
    .replaceAll(/'[^'\n]*'/g, '')

/** What use cases call the outboxes of a service: `outbox`, `announce`. */
export function outboxNames(service: string): string[] {
  const appending = globSync(`services/${service}/src/outbound/**/*.ts`)
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('outboxOf('))
    .flatMap((text) => [...text.matchAll(/export (?:const|function) (\w+)/g)].map(([, fn]) => fn))
  const stores = readFileSync(`services/${service}/src/outbound/stores.ts`, 'utf8')
  return [...stores.matchAll(/(\w+): (\w+)\(tx/g)].flatMap(([, name = '', fn]) =>
    appending.includes(fn) ? [name] : [],
  )
}

/** The file of a verb and the use cases that it is made of. */
function filesOf(service: string, verb: string): ReadonlySet<string> {
  const isIt = new RegExp(`export (?:async )?(?:function|const) ${verb}\\b`)
  const found = globSync(`services/${service}/src/usecases/**/*.ts`).find((file) =>
    isIt.test(readFileSync(file, 'utf8')),
  )
  if (!found) throw new Error(`services/${service}: no use case exports the verb ${verb}`)
  const files = new Set([found])
  for (const file of files)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /^import (?!type\b)[^']*from '(\.[^']+)'/gm,
    )) {
      const other = posix.join(posix.dirname(file), path)
      if (other.includes('/usecases/') && existsSync(other)) files.add(other)
    }
  return files
}

export const canPublish = (service: string, verb: string, names: readonly string[]): boolean =>
  [...filesOf(service, verb)].some((file) =>
    names.some((name) => new RegExp(`\\b${name}\\b`).test(namesIn(file))),
  )

/** What the proof of a service says of its verbs. */
export function labelsOf(service: string): { quiet: string[]; publishing: string[] } {
  const proof = readFileSync(`services/${service}/test/write-rule.it.test.ts`, 'utf8')
  const cases = proof.slice(proof.indexOf('const CASES'))
  const names = (pattern: RegExp) => [...cases.matchAll(pattern)].map(([, name = '']) => name)
  return { quiet: names(LABEL), publishing: names(CASES) }
}
