// The words a new service is spelled with, and how the sample's become them.
import { portsAt, SAMPLE, SERVICES, type Service } from '@pk-auto/lifecycle/ports'

/** `media-iq`, and the one thing it begins with: `picture`. */
export type Names = { readonly name: Service; readonly noun: string }

/** Words that neither TypeScript nor SQL takes as a name. */
const RESERVED = new Set(
  (
    'case class default delete export extends for function group import new order public return ' +
    'select switch table this user var void with'
  ).split(' '),
)

/**
 * `noun` is by default the last word of the service's name in the singular. @throws Error saying
 * what is wrong and how to put it right
 */
export function namesOf(name: string | undefined, noun: string | undefined): Names {
  if (name === undefined) throw new Error('say which service: scripts/new-service <name> [noun]')
  if (!isService(name))
    throw new Error(
      `${name} has no place in the port table: ` +
        'add it to SERVICES in packages/lifecycle/src/ports.ts first',
    )
  const one = noun ?? (name.split('-').at(-1) ?? '').replace(/s$/, '')
  const again = `scripts/new-service ${name} <noun>`
  if (!/^[a-z]{3,30}$/.test(one) || RESERVED.has(one))
    throw new Error(`${one} cannot be the noun: give one lower-case word, ${again}`)
  if (one === name) throw new Error(`the noun must differ from the service: ${again}`)
  return { name, noun: one }
}

const isService = (name: string): name is Service => (SERVICES as readonly string[]).includes(name)

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
export const pascal = (name: string): string => name.split('-').map(capital).join('')

/** A path or a text of the sample as the new service has it. */
export function renamed(text: string, { name, noun }: Names): string {
  const snake = name.replaceAll('-', '_')
  const Name = pascal(name)
  const camel = Name.charAt(0).toLowerCase() + Name.slice(1)
  const ports = portsAt(0).services
  // The narrower come first.
  const spellings: readonly (readonly [RegExp, string])[] = [
    // The copy's topics are among the platform's.
    [/(?<=@pk-auto\/proto\/topics)\/sample/g, ''],
    [/_sample\b/g, name],
    [/(?<=pkauto[./]|\/v1\/)sample|sample(?=_)/g, snake],
    [/sample(?=[A-Z])/g, camel],
    [/sample/g, name],
    [/Sample/g, Name],
    [new RegExp(String(ports[SAMPLE].grpc), 'g'), String(ports[name].grpc)],
    [/(?<![a-z])note(?=s?(?![a-z]))/g, noun],
    [/Note(?=s?(?![a-z]))/g, capital(noun)],
    [/(?<![A-Z])NOTE(?=S?(?![A-Z]))/g, noun.toUpperCase()],
    [new RegExp(`\\b([Aa]) (?=${noun}\\b)`, 'g'), /^[aeiou]/.test(noun) ? '$1n ' : '$1 '],
    // Two imports that have come to be of one module.
    [/import \{ (.*) \} from ('.*')\nimport \{ (.*) \} from \2\n/g, 'import { $1, $3 } from $2\n'],
  ]
  return spellings.reduce((current, [from, to]) => current.replace(from, to), text)
}
