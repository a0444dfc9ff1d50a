// The words a new service is spelled with, everywhere the same.
import { portsAt, SERVICES, type Service } from '@pk-auto/lifecycle/ports'

export type Names = Readonly<
  Record<'name' | 'name_' | 'Name' | 'varName' | 'noun' | 'Noun' | 'NOUN' | 'grpc' | 'http', string>
>

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/**
 * `noun` is the one thing the service begins with; by default the last word of its name in the
 * singular. @throws Error saying what is wrong and how to put it right
 */
export function namesOf(name: string | undefined, noun: string | undefined): Names {
  if (name === undefined) throw new Error('say which service: scripts/new-service <name> [noun]')
  if (!isService(name))
    throw new Error(
      `${name} has no place in the port table: add it to SERVICES in packages/servers/src/ports.ts first`,
    )
  const parts = name.split('-')
  const one = noun ?? (parts.at(-1) ?? '').replace(/s$/, '')
  if (!/^[a-z]{3,30}$/.test(one))
    throw new Error(
      `${one} cannot be the noun: give one lower-case word, scripts/new-service ${name} <noun>`,
    )
  if (one === name || `${one}s` === 'services')
    throw new Error(`the noun must differ from the service: scripts/new-service ${name} <noun>`)
  const Name = parts.map(capital).join('')
  const { grpc, http } = portsAt(0).services[name]
  return {
    name,
    name_: parts.join('_'),
    Name,
    varName: Name.charAt(0).toLowerCase() + Name.slice(1),
    noun: one,
    Noun: capital(one),
    NOUN: one.toUpperCase(),
    grpc: String(grpc),
    http: String(http),
  }
}

const isService = (name: string): name is Service => (SERVICES as readonly string[]).includes(name)

/**
 * Replaces every `@@word@@`. @throws Error for a word nobody knows: a mistake in a template must
 * not end up in a service
 */
export function filled(text: string, names: Names): string {
  return text.replace(/@@(\w+)@@/g, (_, word: string) => {
    if (!Object.hasOwn(names, word))
      throw new Error(`a template says @@${word}@@, and there is no such word`)
    return names[word as keyof Names]
  })
}
