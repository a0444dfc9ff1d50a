// The entries of a new service in what all services share: its row among the parts, its topic, its
// sentences, its rows in docs/ARCHITECTURE.md.
import { readFile, writeFile } from 'node:fs/promises'
import { type Names, pascal, renamed } from './names.ts'
import { SENTENCES } from './sentences.ts'

type Edit = (text: string, names: Names) => string

/** @throws Error when nothing matches: the file has another form than this one knows */
function edited(text: string, place: RegExp, replacement: (found: string) => string): string {
  const found = place.exec(text)
  if (!found) throw new Error(`no place for a new service: nothing matches ${place}`)
  const end = found.index + found[0].length
  return text.slice(0, found.index) + replacement(found[0]) + text.slice(end)
}

const withReader = (row: string, name: string): string => {
  const cells = row.split('|')
  const readers = [...(cells[4] ?? '').split(',').map((reader) => reader.trim()), name]
  return cells.with(4, ` ${readers.filter(Boolean).toSorted().join(', ')} `).join('|')
}

/** Rows that new ones go behind. */
const TOPICS = /^## Topic map\n[\s\S]*?(?:^\|.*\n)+/m
const SERVICES = /^(?:\| `services\/.*\n)+/m

const sentencesIn =
  (lang: keyof typeof SENTENCES): Edit =>
  (text, names) => {
    const lines = Object.entries(SENTENCES[lang]).map(
      ([code, sentence]) => `  ${renamed(code, names)}: '${sentence}',\n`,
    )
    // Where the first table of the file ends.
    return edited(text, /^\}\n/m, (end) => `  // services/${names.name}\n${lines.join('')}${end}`)
  }

const part = (name: string, noun: string): string => `
  '${name}': {
    kind: 'service',
    what: '${noun}s of people',
    asks: [],
    uses: ['kafka', 'redis'],
    async start(env: Environment) {
      const { read${pascal(name)}Config, start${pascal(name)} } = await import(
        '@pk-auto/${name}/service'
      )
      return start${pascal(name)}(read${pascal(name)}Config(env))
    },
  },`

/** Of each file, what is added. */
const EDITS: Readonly<Record<string, Edit>> = {
  // The row, and its name among what the gateway asks that its policies let in.
  'platform/parts.ts': (text, { name, noun }) =>
    edited(
      edited(text, /\n {2}'gateway-pwa': \{/, (row) => part(name, noun) + row),
      /gateway: 'pwa',\s*asks: \[[^\]]*?(?=,?\s*\])/,
      (asks) => `${asks}, '${name}'`,
    ),
  'platform/package.json': (text, { name }) =>
    edited(text, /"dependencies": \{/, (head) => `${head}\n    "@pk-auto/${name}": "0.0.0",`),
  'proto/src/topics.ts': (text, { name }) =>
    `${text.trimEnd()}\nexport * from './topics/${name}.ts'\n`,
  'deploy/kafka/topics.yaml': (text, { name, noun }) => {
    const readers = /identity\.person\.v1:[^\]]*?(?=,?\s*\])/
    const read = edited(text, readers, (row) => `${row}, ${name}`).trimEnd()
    const figures = 'partitions: { production: 24, development: 3 }, readers: []'
    return `${read}\n  ${name}.${noun}.v1: { ${figures} }\n`
  },
  'gateways/shared/src/sentences/en.ts': sentencesIn('en'),
  'gateways/shared/src/sentences/ur.ts': sentencesIn('ur'),
  // Of the sample's one table, what each role reaches.
  'platform/test/tenancy.matrix.txt': (text, { name, noun }) =>
    `${text.trimEnd()}\n${name}.${noun} | siud | .... | .... | siud | ----\n`,
  'docs/ARCHITECTURE.md': (text, { name, noun }) => {
    const topic = `| \`${name}.${noun}.v1\` | state | ${name} | |\n`
    const service = `| \`services/${name}\` | ${noun}s of people |\n`
    return [
      [TOPICS, (table: string) => table + topic] as const,
      [/^\| `identity\.person\.v1`.*$/m, (row: string) => withReader(row, name)] as const,
      [SERVICES, (rows: string) => rows + service] as const,
    ].reduce((current, [place, change]) => edited(current, place, change), text)
  },
}

/** Returns the paths changed. @throws Error naming the file that has no place for a new service */
export async function register(names: Names): Promise<string[]> {
  for (const [path, edit] of Object.entries(EDITS)) {
    const text = await readFile(path, 'utf8')
    try {
      await writeFile(path, edit(text, names))
    } catch (cause) {
      throw new Error(`${path}: ${String(cause)}`, { cause })
    }
  }
  return Object.keys(EDITS)
}
