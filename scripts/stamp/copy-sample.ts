// Copies services/_sample with its contract, topic and configuration, under other names.
import { existsSync, globSync, statSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Names, renamed } from './names.ts'

const SAMPLE = [
  'services/_sample/**',
  'proto/pkauto/sample/**',
  'proto/src/topics/sample.ts',
  'config/sample.yaml',
]
/** What a page says of the sample alone. */
const NOT_COPIED = /<!-- only the sample -->[\s\S]*<!-- \/only the sample -->\n\n/

/** Returns the paths written. @throws Error when one of them exists: nothing is ever overwritten */
export async function copySample(names: Names): Promise<string[]> {
  const copies = globSync(SAMPLE, { exclude: ['**/node_modules'] })
    .filter((path) => statSync(path).isFile())
    .map((from) => ({ from, to: renamed(from, names) }))
  const there = copies.find(({ to }) => existsSync(to))
  if (there) throw new Error(`there is a ${names.name} already: ${there.to} exists`)
  for (const { from, to } of copies) {
    const text = (await readFile(from, 'utf8')).replace(NOT_COPIED, '')
    await mkdir(dirname(to), { recursive: true })
    await writeFile(to, renamed(text, names))
  }
  return copies.map(({ to }) => to).toSorted()
}
