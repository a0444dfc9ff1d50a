// The entries a new service gets in what all services share: its topic, its right to identity's
// keys, and its rows in the documents.
import { readFile, writeFile } from 'node:fs/promises'
import type { Names } from './names.ts'

type Edit = (text: string, names: Names) => string

const after = (text: string, anchor: RegExp, added: string, path: string): string => {
  const found = anchor.exec(text)
  if (!found) throw new Error(`${path} has no place for a new service: nothing matches ${anchor}`)
  const at = found.index + found[0].length
  return `${text.slice(0, at)}${added}${text.slice(at)}`
}

/** The last row of the table under a heading: new rows go behind it. */
const lastRowUnder = (heading: string): RegExp =>
  new RegExp(`^## ${heading}\\n[\\s\\S]*?(?:^\\|.*\\n)+`, 'm')

export const EDITS: Readonly<Record<string, Edit>> = {
  'deploy/kafka/topics.yaml': (text, { name, noun }) =>
    `${text.trimEnd()}\n  ${name}.${noun}.v1: { partitions: { production: 24, development: 3 } }\n`,

  'proto/src/topics.ts': (text, { name }) =>
    `${text.trimEnd()}\nexport * from './topics/${name}.ts'\n`,

  'proto/pkauto/identity/v1/identity.proto': (text, { name }) =>
    after(text, /rpc GetKeys\([\s\S]*?callers: \[[^\]]*/, `, "${name}"`, 'identity.proto'),

  'docs/errors.md': (text, { Noun, NOUN, noun, Name }) => {
    const table = `| code | kind | HTTP | what it means |\n| --- | --- | --- | --- |\n| \`INVALID_${NOUN}\` | invalid | 422 | Something about the ${noun} cannot be right; \`errors[]\` names each field. |`
    return after(text, /(?=^## Ours$)/m, `## ${Name}: ${Noun}\n\n${table}\n\n`, 'docs/errors.md')
  },

  'docs/ARCHITECTURE.md': (text, { name, noun }) => {
    const topic = `| \`${name}.${noun}.v1\` | state | ${name} | |\n`
    const service = `| \`services/${name}\` | each ${noun} |\n`
    return after(
      after(text, lastRowUnder('Topic map'), topic, 'the topic map'),
      lastRowUnder('Services'),
      service,
      'the list of services',
    )
  },
}

/** Returns the paths changed. */
export async function register(names: Names): Promise<string[]> {
  for (const [path, edit] of Object.entries(EDITS))
    await writeFile(path, edit(await readFile(path, 'utf8'), names))
  return Object.keys(EDITS)
}
