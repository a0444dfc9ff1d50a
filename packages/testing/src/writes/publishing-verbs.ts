// Which verbs can reach an outbox, read from the source: a use case writes only through what it
// declares, so that a verb that never names its service's outbox appends nothing on any path.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Of these verbs those that can, in order of the alphabet. `root` is the folder of the service. */
export function publishingVerbs(root: URL, verbs: readonly string[]): readonly string[] {
  const service = fileURLToPath(root)
  const names = outboxNames(service)
  if (names.length === 0) throw new Error(`${service}: no store appends to the outbox`)
  return verbs.filter((verb) => canPublish(service, verb, names)).toSorted()
}

const sourcesOf = (service: string, floor: string): string[] =>
  globSync(posix.join(service, 'src', floor, '**/*.ts'))

/** Code without comments, imports and texts: what is left are names. */
const namesIn = (file: string): string =>
  readFileSync(file, 'utf8')
    .replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '')
    .replaceAll(/^(?:import|export)\s[^;]*?from '.*'$/gm, '')
    .replaceAll(/'[^'\n]*'/g, '')

/** What use cases call the outboxes of a service: `outbox`, `announce`. */
function outboxNames(service: string): string[] {
  const appending = sourcesOf(service, 'outbound')
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('outboxOf('))
    .flatMap((text) => [...text.matchAll(/export (?:const|function) (\w+)/g)].map(([, fn]) => fn))
  const stores = readFileSync(`${service}/src/outbound/stores.ts`, 'utf8')
  return [...stores.matchAll(/(\w+): (\w+)\(tx/g)].flatMap(([, name = '', fn]) =>
    appending.includes(fn) ? [name] : [],
  )
}

/** The file of a verb and the use cases that it is made of. */
function filesOf(service: string, verb: string): ReadonlySet<string> {
  const isIt = new RegExp(`export (?:async )?(?:function|const) ${verb}\\b`)
  const found = sourcesOf(service, 'usecases').find((file) => isIt.test(readFileSync(file, 'utf8')))
  if (!found) throw new Error(`${service}: no use case exports the verb ${verb}`)
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

const canPublish = (service: string, verb: string, names: readonly string[]): boolean =>
  [...filesOf(service, verb)].some((file) =>
    names.some((name) => new RegExp(`\\b${name}\\b`).test(namesIn(file))),
  )
